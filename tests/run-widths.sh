#!/usr/bin/env bash
# run-widths.sh - the numeric tests once for each vector width, in processes of their own.
#
#   tests/run-widths.sh [--emulate | --smoke | --no-emulation] [WIDTH...]     (widths: 512 256 128 scalar; all of them if none is named)
#
# Each run is told by the environment which instructions it has, tests the kernels of that width (and the widest, which has to be the
# same code), and looks at what the just-in-time compiler wrote: a run whose loops are not made of the width's own instructions fails.
# Prints for each: target, tests passed, failed, run and skipped, the instruction sets seen by the process, the loops compiled.
# 512 bits run on this processor where it has AVX-512. On an emulated one (tests/avx512/run-emulated.sh: root and apt, or its packages
# installed before) all that it has the time for is run where it has not, and by --emulate; and a small part, so that this way too stays
# open, where it has, and by --smoke. An emulator that hangs is stopped: after 15 minutes, the small part after 8.
# AVX512_EMULATION_CPU names another processor to emulate: with one that has no AVX-512 (corei7_haswell_4770) the run has to fail.
set -uo pipefail
cd "$(dirname "$0")/.."
emulate=auto widths=()
for a in "$@"; do
  case $a in
    --emulate) emulate=all ;;
    --smoke) emulate=smoke ;;
    --no-emulation) emulate=never ;;
    512|256|128|scalar) widths+=("$a") ;;
    *) sed -n '2,/^set/{s/^# \{0,1\}//;/^set/d;p}' "$0"; exit 2 ;;
  esac
done
[ ${#widths[@]} -gt 0 ] || widths=(512 256 128 scalar)

project=tests/KernelGen.Numerics.Tests
program=$project/bin/Release/net10.0/KernelGen.Numerics.Tests
dotnet build -c Release -v quiet -nologo "$project" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kernels=(-noLogo -noColor -showLiveOutput -namespace KernelGen.Numerics.Tests.Kernels -namespace KernelGen.Numerics.Tests.Runtime)
status=0

# run NAME NAME=VALUE... : one width on this processor
run() {
  local name=$1; shift
  env "$@" DOTNET_JitStdOutFile="$work/$name.listing" DOTNET_JitDisasm='*AutoWidest_*:*' \
    "$program" "${kernels[@]}" >"$work/$name" 2>&1
  report "$name" $? "on this processor, ${*:-as it is}"
}

# emulated all|smoke : 512 bits on an emulated processor, with the few rows that it has the time for
emulated() {
  local seconds=480 classes=(-class '*InstructionTests' -class '*LanesTests' -class '*VectorMathEdgeTests')
  [ "$1" = smoke ] || seconds=900 classes=(-namespace KernelGen.Numerics.Tests.Kernels -namespace KernelGen.Numerics.Tests.Runtime)
  # What takes long there, and does not depend on the instructions of a width.
  [ "$1" = smoke ] || for c in LanguagePage LongRow Accuracy Code; do classes+=(-class- "*.${c}Tests"); done
  timeout -k 10 $((seconds + 60)) tests/avx512/run-emulated.sh --timeout "$seconds" --mem 2048 \
    --env KERNELGEN_WIDTH=Bits512 --env KERNELGEN_ROWS=fewest --env DOTNET_JitStdOutFile=/tmp/listing --env "DOTNET_JitDisasm=*AutoWidest_*:*" \
    ${AVX512_EMULATION_CPU:+--cpu "$AVX512_EMULATION_CPU"} \
    "$program.dll" -noLogo -noColor -showLiveOutput "${classes[@]}" >"$work/emulated" 2>&1
}

report() { # name, exit status, what it ran on
  local log=$work/$1 total failed skipped notrun summary
  summary=$(grep -a 'Total: ' "$log" | tail -1)
  total=$(sed -nE 's/.*Total: ([0-9]+).*/\1/p' <<<"$summary") failed=$(sed -nE 's/.*Failed: ([0-9]+).*/\1/p' <<<"$summary") skipped=$(sed -nE 's/.*Skipped: ([0-9]+).*/\1/p' <<<"$summary")
  notrun=$(sed -nE 's/.*Not Run: ([0-9]+).*/\1/p' <<<"$summary")
  if [ "$2" -eq 124 ]; then echo "$1: stopped, it took too long"; fi
  # No summary, or one of no tests: nothing was shown.
  if [ "${total:-0}" -eq 0 ] || { [ "$2" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; }; then total=$((total > 0 ? total : 1)) failed=$((${failed:-0} + 1)); tail -n 5 "$log"; fi
  [ "$failed" -eq 0 ] || { status=1; grep -a -A 6 '\[FAIL\]' "$log" | head -60; }
  local run=$((total - ${skipped:-0} - ${notrun:-0}))
  echo "$1: $((run - failed)) passed, $failed failed, $run run, ${skipped:-0} skipped, $3"
  grep -a 'instruction sets: \|loops: ' "$log" | sed -E 's/.*(instruction sets|loops): /      \1: /'
}

listed() { case " ${widths[*]} " in *" $1 "*) true ;; *) false ;; esac; }
native512() { grep -q avx512vl /proc/cpuinfo 2>/dev/null; }

if listed 512; then
  if [ $emulate = auto ]; then if native512; then emulate=smoke; else emulate=all; fi; fi
  # It takes one processor, and longer than all the rest: that runs beside it.
  if [ $emulate != never ]; then
    if timeout -k 10 300 tests/avx512/run-emulated.sh --prepare; then emulated $emulate & emulation=$!; else emulation=none; fi
  fi
  if native512; then run Bits512 KERNELGEN_WIDTH=Bits512; fi
fi
if listed 256; then run Bits256 KERNELGEN_WIDTH=Bits256 DOTNET_EnableAVX512=0; fi
if listed 128; then run Bits128 KERNELGEN_WIDTH=Bits128 DOTNET_EnableAVX2=0; fi
if listed scalar; then run Scalar KERNELGEN_WIDTH=Scalar KERNELGEN_ROWS=few DOTNET_EnableHWIntrinsic=0; fi
loud() { printf '\n####  %s  ####\n\n' "$*"; }
case ${emulation:-} in
  '') if listed 512 && ! native512; then loud "NOT RUN: 512 bits. This processor has no AVX-512, and emulation was not asked for."; fi ;;
  none) if native512; then loud "NOT RUN: AVX-512 emulated. The emulator could not be installed (it takes root and apt); 512 bits ran on this processor."
    else loud "NOT RUN: 512 bits. This processor has no AVX-512, and the emulator could not be installed (it takes root and apt)."; fi ;;
  *) wait "$emulation"; report emulated $? "Bits512 on an emulated processor$([ $emulate = all ] || echo ", a small part")" ;;
esac
exit $status
