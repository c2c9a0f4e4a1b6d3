#!/usr/bin/env bash
# What the GitHub action does: installs promoplan and checks the plans. All that users say comes in as PROMOPLAN_*
# variables, never as a part of this text.
set -euo pipefail

if [[ -n "${PROMOPLAN_VERSION:-}" ]]; then
  python3 -m pip install --quiet "promoplan==$PROMOPLAN_VERSION"
elif ! command -v promoplan >/dev/null; then
  python3 -m pip install --quiet "$PROMOPLAN_ACTION"
fi

mapfile -t paths < <(printf '%s\n' "$PROMOPLAN_PATHS" | sed '/^[[:space:]]*$/d')
if [[ -n "${GITHUB_OUTPUT:-}" ]]; then
  printf 'sarif<<promoplan-end\n%s\npromoplan-end\n' "$PROMOPLAN_SARIF" >>"$GITHUB_OUTPUT"
fi
exec promoplan validate -f github -f "sarif=$PROMOPLAN_SARIF" --fail-on "$PROMOPLAN_FAIL_ON" \
  --lang "$PROMOPLAN_LANGUAGE" -- "${paths[@]}"
