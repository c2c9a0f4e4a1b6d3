#!/usr/bin/env bash
# What the GitHub action does: installs promoplan and checks the plans. All that users say comes in as PROMOPLAN_*
# variables. The runner sets GITHUB_ACTION_PATH, RUNNER_TEMP, GITHUB_OUTPUT and GITHUB_PATH. Runs on bash 3.2 (macOS).
set -euo pipefail

package="$GITHUB_ACTION_PATH"
if [[ "$PROMOPLAN_VERSION" == *[!0-9A-Za-z.+!]* ]]; then
  echo '::error title=promoplan::"version" is not one: only digits, letters and the signs . + ! stand in it, as in 0.1.0'
  exit 2
fi
[[ -z "$PROMOPLAN_VERSION" ]] || package="promoplan==$PROMOPLAN_VERSION"

# An environment of its own: the system's Python may refuse pip, and the job's own packages stay as they are.
# A second use in the same job finds it there.
home="$RUNNER_TEMP/promoplan-$(cksum <<<"$package" | cut -d ' ' -f 1)"
if [[ ! -e "$home/path/promoplan" ]]; then
  python3 -m venv "$home"
  "$home/bin/python" -m pip install --quiet --disable-pip-version-check -- "$package"
  mkdir -p "$home/path" # later steps find promoplan here, but not this Python
  ln -s ../bin/promoplan "$home/path/promoplan"
fi
echo "$home/path" >>"$GITHUB_PATH"

set --
while IFS= read -r path; do
  if [[ "$path" == *[![:space:]]* ]]; then set -- "$@" "$path"; fi
done <<<"$PROMOPLAN_PATHS"

sarif="$PROMOPLAN_SARIF"
[[ "$sarif" == /* ]] || sarif="$PWD/$sarif"
rm -f -- "$sarif" # what an earlier run left is not this run's result

code=0
"$home/path/promoplan" validate -f github -f "sarif=$sarif" --fail-on "$PROMOPLAN_FAIL_ON" \
  --lang "$PROMOPLAN_LANGUAGE" -- "$@" || code=$?
if [[ -f "$sarif" ]]; then
  end="end-$RANDOM$RANDOM"
  printf 'sarif<<%s\n%s\n%s\n' "$end" "$sarif" "$end" >>"$GITHUB_OUTPUT"
fi
exit "$code"
