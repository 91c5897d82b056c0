#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-deb.sh SOURCE BUILD OUT-FOLDER: lays out a Debian package from a finished meson build that was set
# up with --prefix=/usr. The dependencies are those of the libraries that the binaries are linked with.
set -eu
source=$1 build=$2 out=$3
root=$out/deb-root
rm -rf "$root"
mkdir -p "$root"

DESTDIR=$root meson install -C "$build" --no-rebuild --quiet </dev/null
strip --strip-unneeded "$root"/usr/bin/greenline*

version=$(meson introspect --projectinfo "$build" | tr -d ' "\n' | sed 's/.*[{,]version:\([^,}]*\).*/\1/')
arch=$(dpkg --print-architecture)
# dpkg-shlibdeps wants to stand in a source package; an empty control file is enough for it.
mkdir -p "$out/deb-work/debian"
: >"$out/deb-work/debian/control"
depends=$(cd "$out/deb-work" && dpkg-shlibdeps -O "$root"/usr/bin/greenline* | sed -n 's/^shlibs:Depends=//p')
size=$(du -sk "$root" | cut -f1)

doc=$root/usr/share/doc/greenline
mkdir -p "$root/DEBIAN" "$doc"
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" -e "s/@DEPENDS@/$depends/" \
  "$source/data/packaging/debian/control.in" >"$root/DEBIAN/control"
cp "$source/data/packaging/debian/copyright" "$doc/copyright"
find "$root" -type d -exec chmod 755 {} +

deb=$out/greenline_${version}_$arch.deb
dpkg-deb --root-owner-group --build "$root" "$deb" >/dev/null
rm -rf "$root" "$out/deb-work"
printf 'The package is %s\n' "$deb"
