"""PP021, PP022, PP026 and PP028: what is wrong with comments and baselines that silence findings.

They are found while findings are sifted (`promoplan.sift`), not by a check, and no comment silences them.
"""

from promoplan.findings.finding import Severity
from promoplan.rules.text import found_elsewhere

unused_suppression = found_elsewhere("PP021", "unused-suppression", Severity.WARNING)
bad_suppression = found_elsewhere("PP022", "bad-suppression", Severity.WARNING)
suppression_expired = found_elsewhere("PP026", "suppression-expired", Severity.WARNING)
stale_baseline = found_elsewhere("PP028", "stale-baseline-entry", Severity.WARNING)
