"""The report as a workbook: one module per sheet, all written through `Sheet`."""
