#!/usr/bin/env bash
# The README's five minutes, word by word: its files and commands, taken from it, in a folder beside a
# clone. The clone is of what is committed. Modules are installed into a repository of the proof's own,
# in front of the user's, so that nothing is fetched twice and nothing of the user's is replaced.
claim="the README's own pipeline is built, tested, run and reused"
. "$(dirname "$0")/shell/proving.sh"

command -v git >/dev/null || out_of_reach "there is no git"
places=$work/places
mkdir -p "$places/coffee" "$work/bin"
git clone -q --no-hardlinks "$root" "$places/plumbline" || out_of_reach "this folder is no git clone"

# What the user has fetched, by links; what Maven may write to in place, and our modules, not.
user=$HOME/.m2/repository
repository=$work/repository
if [ -d "$user" ]; then
  cp -al "$user" "$repository" 2>/dev/null || { rm -rf "$repository" && cp -R "$user" "$repository"; }
  find "$repository" -type f ! -name '*.jar' ! -name '*.pom' -exec rm -f {} +
  (cd "$user" && find . -type f ! -name '*.jar' ! -name '*.pom' | tar -cf - -T -) | tar -xf - -C "$repository"
  rm -rf "$repository/dev/plumbline"
fi
export MAVEN_OPTS="-Dmaven.repo.local=$repository ${MAVEN_OPTS:-}"

# The chapter's blocks: files under the name that stands in backticks on the line before, commands in
# the order they come.
awk -v files="$places" -v commands="$work/commands" '
  /^## / { chapter = ($0 == "## Five minutes to a pipeline of your own"); next }
  !chapter { next }
  /^```/ && !inside {
    inside = 1
    file = ""
    if ($0 == "```sh") file = commands "-" ++n
    else if (title != "") file = files "/" title
    if (file != "") { folder = file; sub(/\/[^\/]*$/, "", folder); system("mkdir -p " folder); printf "" >file }
    next
  }
  /^```/ { inside = 0; if (file != "") close(file); title = ""; next }
  inside { if (file != "") print >file; next }
  /^`[^`]*`$/ { title = substr($0, 2, length($0) - 2); next }
  /[^ ]/ { title = "" }' README.md
[ -s "$work/commands-1" ] && [ -s "$work/commands-2" ] && [ ! -e "$work/commands-3" ] ||
  refuted "README.md has not the two blocks of commands that it had"
[ "$(find "$places/coffee" -type f | wc -l)" -ge 4 ] || refuted "README.md has fewer files than it had"

# Where there is no `mvn` it may be ../plumbline/mvnw, the README says. That looks for an mvn before it
# takes its own, which must not be this one.
if ! command -v mvn >/dev/null; then
  export MVNW_OWN=1
  printf '#!/bin/sh\nMVNW_OWN=1 exec sh "%s/plumbline/mvnw" "$@"\n' "$places" >"$work/bin/mvn"
  chmod +x "$work/bin/mvn"
  export PATH=$work/bin:$PATH
fi

follow() { # folder, file of commands: each with its output under its own words
  local folder=$1 lines=$2
  {
    echo "set -e"
    while IFS= read -r line; do
      # Maven may leave its last line unended.
      printf 'echo; echo "== "%q\n%s\n' "$line" "$line"
    done <"$lines"
  } >"$lines.sh"
  (cd "$folder" && bash "$lines.sh") >"$lines.log" 2>&1 || {
    tail -n 40 "$lines.log" >&2
    if grep -qE "Could not transfer artifact|Unknown host|Network is unreachable|offline mode" "$lines.log"; then
      out_of_reach "the Maven repository is out of reach, see $lines.log"
    fi
    refuted "a command of README.md failed, see $lines.log"
  }
}

follow "$places/plumbline" "$work/commands-1"
follow "$places" "$work/commands-2"

report=$places/coffee/target/surefire-reports/coffee.RevenueTest.txt
grep -q "Tests run: 1, Failures: 0, Errors: 0" "$report" || refuted "RevenueTest didn't pass, see $report"
awk -v runs="$work/run" '/^== / { at = /plumb run revenue/ ? ++n : 0 } at { print >(runs "-" at) }' \
  "$work/commands-2.log"
grep -q "shop-days@v0  3 rows" "$work/run-1" || refuted "the first run didn't make 3 rows of shop-days"
grep -q " REUSE " "$work/run-2" || refuted "the second run says nothing of REUSE"
! grep -qE " (RUN|RECOMPUTE|MAYBE) " "$work/run-2" || refuted "the second run ran a step again"

# "Change sales.csv […], and plumb plan revenue names what changed."
cd "$places/coffee"
echo "2026-03-03T09:30,harbour,2,3.50" >>sales.csv
quietly plan ../plumbline/plumb plan revenue
grep -q "sales.csv" "$work/plan.log" || refuted "the plan doesn't name sales.csv, see $work/plan.log"
quietly jar ../plumbline/plumb jar
[ -s target/coffee-spark.jar ] || refuted "plumb jar made no target/coffee-spark.jar"

proven "$(($(wc -l <"$work/commands-1") + $(wc -l <"$work/commands-2"))) commands as written, 3 rows of shop-days, REUSE, a change of sales.csv named, a jar"
