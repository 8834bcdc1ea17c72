#!/usr/bin/env bash
# run.sh - breaks the compiler and the library on purpose, one line at a time, and shows that the tests notice.
#
#   tests/mutants/run.sh [WORD...]      all mutants of mutants.tsv, or those whose name holds one of the words
#
# A mutant is a line of mutants.tsv: name, tests, file, text, other text (tabs between). In a copy of the sources the first occurrence of
# the text is replaced, the one project built, its library put beside a copy of the tests' binaries, and the tests run until one fails.
# Prints "killed" or "SURVIVED" for each; fails if any survived, did not apply or did not build.
set -uo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export KERNELGEN_SHRINK=no KERNELGEN_ROWS=few
: "${KERNELGEN_SOAK:=120,7}"; export KERNELGEN_SOAK
list=tests/mutants/mutants.tsv

binaries() { # of the tests, unbroken
  [ -d "$work/$1" ] && return
  dotnet build -c Release -v quiet -nologo "tests/KernelGen.$1.Tests" >"$work/build" 2>&1 || { cat "$work/build" >&2; return 1; }
  cp -r "tests/KernelGen.$1.Tests/bin/Release/net10.0" "$work/$1"
}
mkdir "$work/tree"
cp -r src generators analyzers Directory.* global.json .editorconfig "$work/tree"

killers() { # the tests of a name: program and filters
  case $1 in
    laws) echo Generators -class '*LawTests' -class '*SimplifyTests' ;;
    bounds) echo Generators -class '*BoundsTests' ;;
    stages) echo Generators -class '*StageEquivalenceTests' ;;
    plans) echo Generators -class '*PlanTests' -class '*ExpansionTests' -class '*PostconditionTests' ;;
    kept) echo Generators -class '*KeptTests' ;;
    soak) echo Generators -explicit only -method '*SoakTests.Soak' ;;
    lanes) echo Numerics -class '*.LanesTests' ;;
    spans) echo Numerics -class '*.SpansTests' -class '*.ArgumentTests' ;;
    functions) echo Numerics -class '*.VectorMathAccuracyTests' ;;
    multiples) echo Numerics -class '*.MultipleTests' ;;
    contract) echo Numerics -class '*.ContractTests' ;;
    agreement) echo Numerics -class '*.AgreementTests' ;;
    merging) echo Numerics -class '*.MergeTests' ;;
    choosing) echo Numerics -class '*.ChoosingTests' ;;
    sampling) echo Numerics -class '*.SamplingTests' ;;
    output) echo Generators -class '*.OutputTests' ;;
  esac
}

mutate() { # name, tests, file, from, to
  local file=$work/tree/$3 text project dll; text=$(<"$file")
  if [[ $text != *"$4"* ]]; then echo "does not apply"; return; fi
  printf '%s\n' "${text/"$4"/"$5"}" >"$file"
  case $3 in src/*) project=src/KernelGen ;; *) project=generators/KernelGen.Generators ;; esac
  dll=$work/tree/$project/bin/mutant
  if dotnet build -c Release -v quiet -nologo "$work/tree/$project" -o "$dll" >"$work/build" 2>&1; then
    read -ra run <<<"$(killers "$2")"
    binaries "${run[0]}" || { echo "no tests"; return; }
    rm -rf "$work/run"; cp -rl "$work/${run[0]}" "$work/run"
    rm -f "$work/run/$(basename $project).dll"; cp "$dll/$(basename $project).dll" "$work/run/"
    if timeout 600 "$work/run/KernelGen.${run[0]}.Tests" -noLogo -noColor -stopOnFail "${run[@]:1}" >"$work/log" 2>&1; then echo "SURVIVED"
    elif grep -qa '\[FAIL\]' "$work/log"; then echo "killed by $(grep -am1 '\[FAIL\]' "$work/log" | sed -E 's/^ *([A-Za-z]+\.)*([A-Za-z]+\.[A-Za-z_0-9]+).*/\2/')"
    else echo "killed by $2 (ended with $?)"; fi
  else echo "does not build: $(grep -m1 -o 'error .*' "$work/build" | cut -c1-120)"; fi
  printf '%s\n' "$text" >"$file"
}

killed=0 failed=0
while IFS=$'\t' read -r name tests file from to; do
  [[ -z $name || $name == \#* ]] && continue
  if [ $# -gt 0 ]; then wanted=no; for w in "$@"; do [[ $name == *"$w"* ]] && wanted=yes; done; [ $wanted = yes ] || continue; fi
  result=$(mutate "$name" "$tests" "$file" "$from" "$to")
  echo "$name: $result"
  case $result in killed*) killed=$((killed + 1)) ;; *) failed=$((failed + 1)) ;; esac
done <"$list"
echo "mutants: $killed passed, $failed failed"
[ "$failed" -eq 0 ]
