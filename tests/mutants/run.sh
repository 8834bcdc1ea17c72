#!/usr/bin/env bash
# run.sh - breaks the compiler and the library on purpose, one line at a time, and shows that the tests notice.
#
#   tests/mutants/run.sh [WORD...]      all mutants of mutants.tsv, or those whose name or tests hold one of the words
#
# A mutant is a line of mutants.tsv: name, tests, file, text, other text (tabs between). In a copy of the sources the text, which the file
# holds once, is replaced, the one project built, its library put beside a copy of the tests' binaries, and the tests run until one fails.
# The same tests have to pass on the unbroken binaries first. Prints "killed" or "SURVIVED" for each; fails if any survived, did not
# apply or did not build.
set -uo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export KERNELGEN_ROWS=few
list=tests/mutants/mutants.tsv

killers() { # the tests of a name: program and filters
  case $1 in
    laws) echo Generators -class '*LawTests' -class '*SimplifyTests' ;;
    bounds) echo Generators -class '*BoundsTests' ;;
    stages) echo Generators -class '*StageEquivalenceTests' ;;
    plans) echo Generators -class '*PlanTests' -class '*ExpansionTests' -class '*PostconditionTests' ;;
    kept) echo Generators -class '*KeptTests' ;;
    empty) echo Generators -class '*EmptyRowTests' ;;
    scalars) echo Generators -class '*.ScalarTests' ;;
    moments) echo Generators -class '*MomentTests' ;;
    random) echo Generators -class '*RandomDescriptionTests' ;;
    far) echo Generators -class '*FarExponentTests' ;;
    blocks) echo Generators -class '*.SkippedBlockTests' ;;
    meaning) echo Generators -class '*.MeaningTests' ;;
    past) echo Generators -class '*.PastCachesTests' ;;
    lanes) echo Numerics -class '*LanesTests' ;;
    spans) echo Numerics -class '*.SpansTests' -class '*.ArgumentTests' ;;
    functions) echo Numerics -class '*.VectorMathAccuracyTests' ;;
    anchored) echo Numerics -class '*.AnchoredTests' ;;
    multiples) echo Numerics -class '*.MultipleTests' ;;
    contract) echo Numerics -class '*.ContractTests' ;;
    agreement) echo Numerics -class '*.AgreementTests' ;;
    merging) echo Numerics -class '*.MergeTests' ;;
    choosing) echo Numerics -method '*.ChoosingTests.The_largest_and_where_they_are' ;;
    sampling) echo Numerics -class '*.SamplingTests' ;;
  esac
}

run() { # program's directory, filters: 0 if all pass and there are any
  timeout 300 "$work/$1"/KernelGen.*.Tests -noLogo -noColor -stopOnFail "${@:2}" >"$work/log" 2>&1 && ! grep -q 'Total: 0,' "$work/log"
}

build() { dotnet build -c Release -v quiet -nologo "$@" >"$work/build" 2>&1; }

unbroken() { # the tests of a name pass on what is not broken
  local program=$2
  [ -e "$work/passed-$1" ] && return
  if [ ! -d "$work/$program" ]; then
    build "tests/KernelGen.$program.Tests" || return
    cp -r "tests/KernelGen.$program.Tests/bin/Release/net10.0" "$work/$program"
  fi
  run "${@:2}" && touch "$work/passed-$1"
}

mutate() { # name, tests, file, from, to
  local file=$work/tree/$3 text project library set status
  text=$(<"$file")
  if [[ $text != *"$4"* || ${text#*"$4"} == *"$4"* ]]; then echo "does not apply"; return; fi
  read -ra set <<<"$(killers "$2")"
  unbroken "$2" "${set[@]}" || { echo "its tests fail on what is not broken"; return; }
  printf '%s\n' "${text/"$4"/"$5"}" >"$file"
  case $3 in src/*) project=src/KernelGen ;; *) project=generators/KernelGen.Generators ;; esac
  library=$(basename $project).dll
  # Only the one project; what an analyzer or a warning would say of a mutant is no matter.
  if build --no-restore -p:BuildProjectReferences=false -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false "$work/tree/$project"; then
    rm -rf "$work/broken"; cp -rl "$work/${set[0]}" "$work/broken"
    rm "$work/broken/$library"; cp "$work/tree/$project"/bin/Release/*/"$library" "$work/broken/"
    run broken "${set[@]:1}"; status=$?
    if [ $status -eq 0 ]; then echo "SURVIVED"
    elif grep -qa '\[FAIL\]' "$work/log"; then echo "killed by $(grep -am1 '\[FAIL\]' "$work/log" | sed -E 's/^ *([A-Za-z]+\.)*([A-Za-z]+\.[A-Za-z_0-9]+).*/\2/')"
    else echo "killed: $2 ended with $status"; fi
  else echo "does not build: $(grep -m1 -o 'error .*' "$work/build" | cut -c1-120)"; fi
  printf '%s\n' "$text" >"$file"
}

mkdir "$work/tree"
cp -r src generators analyzers Directory.* global.json .editorconfig "$work/tree"
build "$work/tree/src/KernelGen" || { cat "$work/build"; exit 1; }
killed=0 failed=0
while IFS=$'\t' read -r name tests file from to <&3; do
  [[ -z $name || $name == \#* ]] && continue
  if [ $# -gt 0 ]; then wanted=no; for w in "$@"; do [[ "$name ($tests)" == *"$w"* ]] && wanted=yes; done; [ $wanted = yes ] || continue; fi
  result=$(mutate "$name" "$tests" "$file" "$from" "$to")
  echo "$name: $result"
  case $result in killed*) killed=$((killed + 1)) ;; *) failed=$((failed + 1)) ;; esac
done 3<"$list"
echo "mutants: $killed passed, $failed failed"
[ "$failed" -eq 0 ]
