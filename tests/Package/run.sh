#!/usr/bin/env bash
# Packs KernelGen and uses the package as a consumer does: in a project outside of the repository, with an empty package cache.
# Needs the .NET SDK and nothing else. Ends with "N passed, N failed".
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
passed=0 failed=0

check() { # $1: what is checked; the rest: the command that must succeed
  local what=$1
  shift
  if "$@"; then
    echo "ok   $what"
    passed=$((passed + 1))
  else
    echo "FAIL $what"
    failed=$((failed + 1))
  fi
}
quiet() { "$@" > "$work/log" 2>&1 || { cat "$work/log"; return 1; }; }
build() { dotnet build -c Release --nologo "$@" > "$work/build.log" 2>&1; }
builds() { build "$@" || { cat "$work/build.log"; return 1; }; }
fails() { ! build "$@"; }
reports() { grep -Eq "$1" "$work/build.log"; }

cp -r "$here/Consumer" "$work/consumer"
rm -rf "$work/consumer/bin" "$work/consumer/obj"
check "dotnet pack" quiet dotnet pack "$root/src/KernelGen" -c Release --nologo -o "$work/consumer/packages"
check "makes one package" test "$(ls "$work/consumer/packages" | wc -l)" -eq 1

# From here on an empty cache: a package of an earlier run must not answer.
export NUGET_PACKAGES="$work/cache"
cd "$work/consumer"
check "a project restores it and builds, without a warning, unused descriptions included" builds
check "a second time too" builds --no-incremental

dotnet bin/Release/net10.0/Consumer.dll packages/*.nupkg > "$work/run.log" 2>&1
status=$?
cat "$work/run.log"
passed=$((passed + $(grep -c '^ok ' "$work/run.log")))
failed=$((failed + $(grep -c '^FAIL ' "$work/run.log")))
check "the program runs to its end" test "$status" -eq 0

check "builds under trim and AOT analysis" builds --no-incremental -p:IsAotCompatible=true -p:EnableTrimAnalyzer=true -p:EnableAotAnalyzer=true -p:EnableSingleFileAnalyzer=true

check "mistaken descriptions do not build" fails --no-incremental -p:Mistakes=true
check "KG0006 stands at the unknown operation" reports 'Mistakes\.cs\(7,46\): error KG0006: .*write .Exp. of RowMath'
check "KG0003 stands at the parameter that pairs with nothing" reports 'Mistakes\.cs\(9,50\): error KG0003: .*parameters pair by name'
check "KG1001 stands at the sum that overflows" reports 'Mistakes\.cs\(13,49\): error KG1001: .*grows like e\^max\(x\)'
unhidden() { ! reports 'error CS'; }
check "and no error of the compiler hides them" unhidden

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
