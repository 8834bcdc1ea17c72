#!/usr/bin/env bash
# run-emulated.sh - run a Linux x86-64 program on an emulated AVX-512 CPU.
#
#   run-emulated.sh [options] [--] PROGRAM [ARG...]
#
# PROGRAM is an ELF executable (static or dynamic) or a managed .dll, which is
# then run by the host's own `dotnet` runtime inside the guest.  The program
# runs under a stock Debian kernel on the Bochs full-system emulator, on a CPU
# model that has AVX-512; no hardware support, KVM, loop device or mount is used.
# Its stdout and stderr (merged) are streamed to stdout, its exit status is returned.
#
# Options
#   --cpu MODEL      skylake-x (default: F,CD,BW,DQ,VL), icelake (+VBMI,VBMI2,
#                    IFMA,VNNI,BITALG,...), tigerlake, or any `bochs --help cpu` name
#   --timeout SEC    hard wall-clock limit on the host (default 600)
#   --mem MB         guest memory (default 1024)
#   --add SRC[:DST]  copy a file or directory into the guest, at DST (default: the
#                    same absolute path); repeatable
#   --env NAME=VALUE set a variable in the guest; repeatable
#   --engine E       auto    (default) a cached `build` engine if there is one, else `distro`
#                    distro  Debian's bochs package (it has the debugger: about 30 MIPS)
#                    build   compile Debian's bochs source without the debugger, once,
#                            into the cache (a few minutes; about 3 times faster)
#   --verbose        show the guest kernel's log too
#   --stats          print timings on stderr at the end
#   --prepare        only install and cache what is needed, then exit
#
# Environment
#   AVX512_EMULATION_CACHE  cache directory (${XDG_CACHE_HOME:-$HOME/.cache}/avx512-emulation)
#   AVX512_EMULATION_BOCHS  a bochs executable to use in place of the above engines
#   AVX512_EMULATION_APT_SUITE  suite for the engine's source (default trixie: bochs 3.0)
#
# Exit status: the program's own; 124 on timeout; 125 when the emulation failed
# (no exit status arrived from the guest); 2 on wrong usage.
#
# Guest clock: the guest takes its TSC for 3.5 GHz and Bochs counts one tick per
# instruction, so a Stopwatch in the guest reads instructions / 3.5e9 (plus idle
# time).  It is an instruction counter, never a performance measurement.

set -euo pipefail
export LC_ALL=C

die()  { echo "run-emulated: $*" >&2; exit 125; }
note() { echo "run-emulated: $*" >&2; }
usage() { sed -n '2,/^$/{s/^# \{0,1\}//;p}' "$0"; exit "${1:-0}"; }

# ---------------------------------------------------------------- arguments
cpu=skylake-x timeout_s=600 mem=1024 engine=auto verbose=0 stats=0 prepare=0
adds=() envs=()
need() { [ $# -ge 2 ] || { echo "run-emulated: $1 needs a value" >&2; exit 2; }; }
while [ $# -gt 0 ]; do
  case $1 in
    --cpu)     need "$@"; cpu=$2; shift 2 ;;
    --timeout) need "$@"; timeout_s=$2; shift 2 ;;
    --mem)     need "$@"; mem=$2; shift 2 ;;
    --add)     need "$@"; adds+=("$2"); shift 2 ;;
    --env)     need "$@"; envs+=("$2"); shift 2 ;;
    --engine)  need "$@"; engine=$2; shift 2 ;;
    --verbose) verbose=1; shift ;;
    --stats)   stats=1; shift ;;
    --prepare) prepare=1; shift ;;
    -h|--help) usage 0 ;;
    --)        shift; break ;;
    -*)        echo "run-emulated: unknown option $1" >&2; exit 2 ;;
    *)         break ;;
  esac
done
[ "$prepare" = 1 ] || [ $# -ge 1 ] || usage 2
case $cpu in
  skylake-x|skx)  cpu=corei7_skylake_x ;;
  icelake|icl)    cpu=corei7_icelake_u ;;
  tgl)            cpu=tigerlake ;;
esac
case $engine in auto|distro|build) ;; *) echo "run-emulated: bad --engine $engine" >&2; exit 2 ;; esac
case $timeout_s$mem in *[!0-9]*) echo "run-emulated: --timeout and --mem take whole numbers" >&2; exit 2 ;; esac

cache=${AVX512_EMULATION_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/avx512-emulation}
mkdir -p "$cache"
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN{printf "%.1f", b-a}'; }
t_start=$(now)

# One preparation at a time: parallel test runs share the cache.
exec 9>"$cache/lock"
flock 9

# ---------------------------------------------------------------- packages
apt_updated=0
apt_update() { [ $apt_updated = 1 ] || { note "apt-get update"; apt-get update -qq >/dev/null 2>&1 || true; apt_updated=1; }; }
want_pkgs() {            # want_pkgs FILE PACKAGE ... : install the packages whose file is absent
  local missing=()
  while [ $# -gt 0 ]; do [ -e "$1" ] || missing+=("$2"); shift 2; done
  [ ${#missing[@]} = 0 ] && return
  note "installing ${missing[*]}"
  [ "$(id -u)" = 0 ] || die "not root; install these packages first: ${missing[*]}"
  local run=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}")
  "${run[@]}" >"$cache/apt.log" 2>&1 || { apt_update; "${run[@]}" >"$cache/apt.log" 2>&1; } \
    || { tail -5 "$cache/apt.log" >&2; die "apt-get install failed"; }
}
isolinux_bin=/usr/lib/ISOLINUX/isolinux.bin
ldlinux=/usr/lib/syslinux/modules/bios/ldlinux.c32
bios=/usr/share/bochs/BIOS-bochs-latest
vgabios=/usr/share/vgabios/vgabios.bin
want_pkgs "$isolinux_bin" isolinux  "$ldlinux" syslinux-common  /usr/bin/xorriso xorriso \
          /usr/bin/cpio cpio  /bin/busybox busybox-static  "$bios" bochsbios  "$vgabios" vgabios
# A dynamic busybox would drag libraries into every image; it is checked, not assumed.
busybox=/bin/busybox
if ldd "$busybox" >/dev/null 2>&1; then     # ldd succeeds only on a dynamic executable
  want_pkgs /nonexistent busybox-static
fi

# ---------------------------------------------------------------- kernel (cached)
kernel=$cache/vmlinuz
if [ ! -s "$kernel" ]; then
  real_pkg() { apt-cache depends linux-image-cloud-amd64 2>/dev/null | awk '/Depends: linux-image-[0-9]/ && !n++ {print $2}'; }
  pkg=$(real_pkg); [ -n "$pkg" ] || { apt_update; pkg=$(real_pkg); }
  [ -n "$pkg" ] || die "no linux-image-cloud-amd64 package in the apt lists"
  note "downloading $pkg (once)"
  d=$(mktemp -d "$cache/kernel.XXXXXX")
  ( cd "$d" && { apt-get download -qq "$pkg" >/dev/null 2>&1 || { apt_update; apt-get download -qq "$pkg" >/dev/null 2>&1; }; } ) \
    || { rm -rf "$d"; die "could not download $pkg"; }
  dpkg-deb --fsys-tarfile "$d"/*.deb | tar -x -C "$d" --wildcards './boot/vmlinuz-*'
  mv "$d"/boot/vmlinuz-* "$kernel"
  rm -rf "$d"
fi

# ---------------------------------------------------------------- emulator
build_engine() {         # leaves $cache/bochs, or returns 1
  [ -x "$cache/bochs" ] && return 0
  local suite=${AVX512_EMULATION_APT_SUITE:-trixie} b=$cache/build src t
  t=$(now)
  want_pkgs /usr/bin/g++ g++  /usr/bin/make make  /usr/bin/xz xz-utils
  apt_update; rm -rf "$b"; mkdir -p "$b/lists" "$b/cache" "$b/src"
  # The mirror is that of this machine's own Debian source; with apt lists of their own, so
  # that the system's configuration stays as it is.
  local repo key=/usr/share/keyrings/debian-archive-keyring.gpg
  repo=$(apt-get indextargets --format '$(REPO_URI)|$(LABEL)' 'Created-By: Packages' | awk -F'|' '$2 == "Debian" && !n++ {print $1}')
  [ -n "$repo" ] || { note "no Debian source is configured in apt"; return 1; }
  { printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\n' "$repo" "$suite"
    [ ! -e "$key" ] || printf 'Signed-By: %s\n' "$key"; } > "$b/bochs.sources"
  local o=(-o Dir::Etc::sourcelist="$b/bochs.sources" -o Dir::Etc::sourceparts=/dev/null
           -o Dir::State::lists="$b/lists" -o Dir::Cache="$b/cache")
  note "fetching the bochs source from Debian $suite (once)"
  apt-get "${o[@]}" update >"$b/log" 2>&1 || true
  # apt checks each file against the signed index; only the upstream tarball is needed,
  # so a mirror that lacks the .dsc or the Debian patches does not matter.
  ( cd "$b/src" && apt-get "${o[@]}" source --download-only bochs >>"$b/log" 2>&1 ) || true
  src=$(ls "$b"/src/bochs_*.orig.tar.* 2>/dev/null | head -1)
  [ -n "$src" ] || { note "the bochs source is not to be had ($b/log)"; return 1; }
  note "building bochs without the debugger (once, a few minutes)"
  tar -xf "$src" -C "$b/src"
  ( cd "$b"/src/bochs-*/ &&
    CFLAGS='-O2' CXXFLAGS='-O2' ./configure --enable-cpu-level=6 --enable-x86-64 --enable-fpu \
      --enable-avx --enable-evex --enable-all-optimizations --enable-pci \
      --with-nogui --disable-docbook --disable-readline >"$b/log" 2>&1 &&
    make -j"$(nproc)" >>"$b/log" 2>&1 && strip bochs ) || { tail -3 "$b/log" >&2; note "the build failed ($b/log)"; return 1; }
  mv "$b"/src/bochs-*/bochs "$cache/bochs"
  rm -rf "$b"
  note "bochs built in $(since "$t") s"
}

bochs=${AVX512_EMULATION_BOCHS:-}
if [ -z "$bochs" ]; then
  case $engine in
    build) build_engine || die "no engine" ; bochs=$cache/bochs ;;
    auto)  [ -x "$cache/bochs" ] && bochs=$cache/bochs ;;
  esac
fi
if [ -z "$bochs" ]; then
  # bochs-term is the one headless display that Debian packages (it wants a tty: script(1) gives one)
  want_pkgs /usr/bin/bochs-bin bochs  /usr/lib/x86_64-linux-gnu/bochs/plugins/libbx_term_gui.so bochs-term \
            /usr/bin/script bsdutils
  bochs=/usr/bin/bochs-bin
fi
models=$("$bochs" --help cpu 2>&1 || true)
grep -qx -- "$cpu" <<<"$models" || die "this bochs has no CPU model $cpu (see: $bochs --help cpu)"
# Debian's build starts in the debugger's prompt: feed it "continue", and give it a terminal.
usage_text=$("$bochs" --help 2>&1 || true)
case $usage_text in *'-rc filename'*) debugger=1 ;; *) debugger=0 ;; esac
flock -u 9
if [ "$prepare" = 1 ]; then note "ready in $(since "$t_start") s ($cache)"; exit 0; fi

# ---------------------------------------------------------------- guest file system
work=$(mktemp -d "${TMPDIR:-/tmp}/avx512-emulation.XXXXXX")
emu_pid='' screen_pid=''
cleanup() { kill $emu_pid $screen_pid 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
root=$work/root
mkdir -p "$root"/{bin,proc,sys,dev,tmp,app,etc,iso} "$work/iso/isolinux"
cp "$busybox" "$root/bin/busybox"
for a in sh mount poweroff reboot stty mkdir ln cat ls; do ln -s busybox "$root/bin/$a"; done
echo 'root:x:0:0:root:/tmp:/bin/sh' > "$root/etc/passwd"

put() {                  # put SRC DST : copy a file or a directory's contents, links resolved
  mkdir -p "$root$(dirname "$2")"
  if [ -d "$1" ]; then mkdir -p "$root$2"; cp -rL "$1"/. "$root$2"/; else cp -L "$1" "$root$2"; fi
}
put_libs() {             # put_libs ELF... : the shared libraries that each needs, at their own paths
  local f l
  for f in "$@"; do
    { ldd "$f" 2>/dev/null || true; } | awk '$2=="=>" && $3 ~ /^\//{print $3} $1 ~ /^\//{print $1}' |
    while read -r l; do [ -e "$root$l" ] || put "$l" "$l"; done
  done
}

prog=$1; shift
[ -f "$prog" ] || prog=$(command -v -- "$prog" || true)
[ -n "$prog" ] && [ -f "$prog" ] || die "no such program"
prog=$(readlink -f "$prog")
cmd=()
case $prog in
  *.dll)                 # a managed program: its folder, and the host's dotnet runtime
    host=$(readlink -f "$(command -v dotnet || echo "${DOTNET_ROOT:-/usr/share/dotnet}/dotnet")")
    [ -x "$host" ] || die "no dotnet on this machine"
    dr=$(dirname "$host")
    tfm=$(sed -n 's/.*"tfm": *"net\([0-9]*\)\..*/\1/p' "${prog%.dll}.runtimeconfig.json" 2>/dev/null | head -1) || true
    rt=$(ls -d "$dr/shared/Microsoft.NETCore.App/${tfm:-[0-9]*}".* 2>/dev/null | sort -V | tail -1)
    [ -n "$rt" ] || die "no Microsoft.NETCore.App ${tfm:-} runtime in $dr"
    put "$host" /dotnet/dotnet
    fxr=$(ls -d "$dr"/host/fxr/* | sort -V | tail -1)
    put "$fxr" "/dotnet/host/fxr/$(basename "$fxr")"
    put "$rt"  "/dotnet/shared/Microsoft.NETCore.App/$(basename "$rt")"
    rm -f "$root"/dotnet/shared/*/*/libmscordaccore.so "$root"/dotnet/shared/*/*/libmscordbi.so   # debugger support
    put_libs "$host" "$rt/libcoreclr.so" "$rt/libclrjit.so" "$rt/libSystem.Native.so" "$fxr/libhostfxr.so"
    for l in libssl.so.3 libcrypto.so.3; do       # loaded by name, for hashes (xunit v3 asks for them)
      f=$(ldconfig -p | awk -v l="$l" '$1 == l && /x86-64/ && !n++ {print $NF}')
      [ -z "$f" ] || { put "$f" "$f"; put_libs "$f"; }
    done
    put "$(dirname "$prog")" /app
    cmd=(/dotnet/dotnet "/app/$(basename "$prog")")
    envs=(DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_EnableDiagnostics=0 DOTNET_TieredPGO=0
          DOTNET_PreferredVectorBitWidth=512 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_ROOT=/dotnet ${envs[@]+"${envs[@]}"})
    ;;
  *)
    put "$prog" "/app/$(basename "$prog")"
    put_libs "$prog"
    cmd=("/app/$(basename "$prog")")
    envs=(DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_PreferredVectorBitWidth=512 ${envs[@]+"${envs[@]}"})
    ;;
esac
cmd+=("$@")
for a in ${adds[@]+"${adds[@]}"}; do
  s=${a%%:*}; [ -e "$s" ] || die "--add: no such file $s"
  s=$(readlink -f "$s"); case $a in *:*) d=${a#*:} ;; *) d=$s ;; esac
  put "$s" "$d"
  if [ -f "$s" ]; then put_libs "$s"; fi
done

token=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
{
  echo '#!/bin/sh'
  echo 'mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs dev /dev; mount -t tmpfs tmp /tmp'
  echo 'mkdir -p /dev/shm; mount -t tmpfs shm /dev/shm; ln -s /proc/self/fd /dev/fd'
  echo 'exec </dev/null >/dev/ttyS0 2>&1; stty -F /dev/ttyS0 raw -echo'
  echo 'export PATH=/bin HOME=/tmp TERM=dumb; cd /app'
  for e in "${envs[@]}"; do printf 'export %q\n' "$e"; done
  echo 'grep -q avx512f /proc/cpuinfo 2>/dev/null || busybox grep -q avx512f /proc/cpuinfo || echo "run-emulated: the guest kernel did not enable AVX-512" >/dev/ttyS0'
  echo "echo '@@$token BEGIN'"
  printf '%q ' "${cmd[@]}"; echo '; rc=$?'
  echo 'read up idle </proc/uptime'
  echo "echo; echo \"@@$token EXIT \$rc \$up\""
  echo 'poweroff -f; reboot -f'
} > "$root/init"
chmod +x "$root/init"

# ---------------------------------------------------------------- boot image
# Uncompressed: unpacking would cost emulated instructions, copying hardly any.
( cd "$root" && find . -mindepth 1 | cpio -o -H newc --quiet -R 0:0 ) > "$work/iso/initrd"
size_mb=$(( $(stat -c %s "$work/iso/initrd") >> 20 ))
[ $((size_mb * 3 + 160)) -le "$mem" ] || mem=$((size_mb * 3 + 160))
[ "$mem" -le 3072 ] || die "the guest image ($size_mb MiB) is too large"
rm -rf "$root"
ln "$kernel" "$work/iso/vmlinuz" 2>/dev/null || cp "$kernel" "$work/iso/vmlinuz"
cp "$isolinux_bin" "$ldlinux" "$work/iso/isolinux/"
if [ $verbose = 1 ]; then loglevel='loglevel=7'; else loglevel='quiet loglevel=1'; fi
# clearcpuid=321,323: Bochs reports a wrong size for compacted XSAVE areas (XSAVEC, XSAVES);
#   with them the kernel finds an "XSAVE consistency problem" and turns all of AVX off.
# 515: PKU: bochs 2.7 reports the PKRU state of icelake and tigerlake wrongly ("misordered xstate"), same end.
# 580: FSRM, which the icelake and tigerlake models announce; the kernel hangs in its memcpy with it.
# initcall_blacklist, cryptomgr.notests, init_on_alloc=0, ...: boot time only.
# reboot=t: a panic ends in a triple fault, at which Bochs exits (not in an endless loop).
append="console=ttyS0,115200 $loglevel clearcpuid=321,323,515,580 nokaslr mitigations=off tsc=reliable no_timer_check lpj=100000 nosmp maxcpus=1 panic=-1 reboot=t cryptomgr.notests initcall_blacklist=trace_eval_init init_on_alloc=0 audit=0 apparmor=0 random.trust_cpu=on ${AVX512_EMULATION_APPEND:-}"
printf 'DEFAULT l\nPROMPT 0\nTIMEOUT 0\nLABEL l\n KERNEL /vmlinuz\n INITRD /initrd\n APPEND %s\n' "$append" > "$work/iso/isolinux/isolinux.cfg"
xorriso -as mkisofs -quiet -o "$work/boot.iso" -b isolinux/isolinux.bin -c isolinux/boot.cat \
  -no-emul-boot -boot-load-size 4 -boot-info-table "$work/iso" >"$work/xorriso.log" 2>&1 || { cat "$work/xorriso.log" >&2; die "xorriso failed"; }
rm -rf "$work/iso"

# ---------------------------------------------------------------- emulation
if [ $debugger = 1 ]; then display=term; else display=nogui; fi
mkfifo "$work/serial"
cat > "$work/bochsrc" <<EOF
config_interface: textconfig
display_library: $display
megs: $mem
cpu: model=$cpu, count=1, ips=${AVX512_EMULATION_IPS:-50000000}, reset_on_triple_fault=0, ignore_bad_msrs=1
romimage: file=$bios
vgaromimage: file=$vgabios
ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14
ata0-master: type=cdrom, path="$work/boot.iso", status=inserted
boot: cdrom
clock: sync=none, time0=utc
com1: enabled=1, mode=file, dev="$work/serial"
log: $work/bochs.log
panic: action=fatal
error: action=ignore
info: action=ignore
debug: action=ignore
EOF
echo continue > "$work/debug.rc"
t_boot=$(now)
if [ $debugger = 1 ]; then
  TERM=xterm script -qec "timeout --foreground -k 2 $timeout_s '$bochs' -q -f '$work/bochsrc' -rc '$work/debug.rc'" /dev/null \
    </dev/null >"$work/console" 2>&1 &
else
  timeout -k 2 "$timeout_s" "$bochs" -q -f "$work/bochsrc" </dev/null >"$work/console" 2>&1 &
fi
emu_pid=$!
# Debian's build draws the guest's screen on a terminal of its own. Nobody looks at it, and when it is full, after some
# minutes, Bochs would wait for ever: so it is read. (Raw and without echo, for an echo would be the guest's keyboard.)
screen() { grep -a -o 'connected to screen "[^"]*' "$work/console" 2>/dev/null | cut -d'"' -f2; }
if [ $debugger = 1 ]; then
  ( while ! [ -c "$(screen)" ]; do kill -0 "$emu_pid" && sleep 0.2 || exit; done
    stty -F "$(screen)" raw -echo && exec cat "$(screen)" ) >/dev/null 2>&1 &
  screen_pid=$!
fi
# The reader ends when Bochs closes the serial line.  If Bochs never opened it, opening it
# (read-write, which never blocks) and closing it again frees the reader.
( while kill -0 "$emu_pid" 2>/dev/null; do sleep 0.2; done; : <> "$work/serial" ) 2>/dev/null &
guard_pid=$!
# (A read loop, not awk: mawk would hold lines back.  One empty line is held back, since
# the guest puts a newline before its last marker.)
run=0 held=0
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    "@@$token BEGIN"*) run=1; now > "$work/began" ;;
    "@@$token EXIT "*) run=0 held=0; printf '%s\n' "${line#*EXIT }" > "$work/result" ;;
    *) if [ $run = 1 ]; then
         if [ $held = 1 ]; then echo; held=0; fi
         if [ -n "$line" ]; then printf '%s\n' "$line"; else held=1; fi
       elif [ $verbose = 1 ]; then printf '%s\n' "${line%$'\r'}"
       else case $line in run-emulated:*) note "${line#run-emulated: }" ;; esac
       fi ;;
  esac
done < "$work/serial"
rc=0; wait "$emu_pid" || rc=$?
emu_pid=''
[ -z "$screen_pid" ] || { kill "$screen_pid" 2>/dev/null || true; wait "$screen_pid" 2>/dev/null || true; screen_pid=''; }
wait "$guard_pid" 2>/dev/null || true

if [ -s "$work/result" ]; then
  read -r code up < "$work/result"
  if [ $stats = 1 ]; then
    began=$(cat "$work/began")
    awk -v s="$t_start" -v b="$t_boot" -v g="$began" -v e="$(now)" -v up="$up" -v mb="$size_mb" -v cpu="$cpu" -v bx="$bochs" 'BEGIN{
      printf "run-emulated: cpu %s, engine %s, image %d MiB: prepare %.1f s, boot %.1f s, program %.1f s, total %.1f s\n", cpu, bx, mb, b-s, g-b, e-g, e-s > "/dev/stderr"}'
  fi
  exit "$code"
fi
[ "$rc" != 124 ] && [ "$rc" != 137 ] || { note "timed out after $timeout_s s"; exit 124; }
tail -n 15 "$work/bochs.log" >&2 2>/dev/null || true
grep -a -v -E '^ *$' "$work/console" 2>/dev/null | tail -n 5 >&2 || true
die "the guest ended without an exit status (emulator status $rc)"
