#!/usr/bin/env bash
# Starts a throw-away Ceph with its S3 gateway on loopback, in memory: up.sh <directory> <S3 port> <monitor port>
# Takes about 12 s and 250 MB. Needs Debian's ceph-mon, ceph-osd, ceph-common and radosgw.
set -euo pipefail
dir=$1 port=$2 monitor=$3
mkdir -p "$dir"/{mon,osd.0,run,log,mgr}
cat > "$dir/ceph.conf" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon initial members = a
mon host = [v2:127.0.0.1:$monitor]
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
mon allow pool size one = true
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 1073741824
mon data = $dir/mon
osd data = $dir/osd.0
mgr data = $dir/mgr
run dir = $dir/run
keyring = $dir/keyring
auth allow insecure global id reclaim = false
rgw enable usage log = false
rgw bucket quota ttl = 0
admin socket = $dir/run/\$name.asok
pid file = $dir/run/\$name.pid
log file = $dir/log/\$name.log
crash dir = $dir/run
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:$port
rgw thread pool size = 32
CONF
conf=(-c "$dir/ceph.conf")
key=$dir/keyring
{
  ceph-authtool --create-keyring "$key" --gen-key -n mon. --cap mon 'allow *'
  ceph-authtool "$key" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
  ceph-authtool "$key" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' --cap mgr 'allow profile osd'
  ceph-authtool "$key" --gen-key -n client.rgw.a --cap mon 'allow rw' --cap osd 'allow rwx' --cap mgr 'allow rw'
  monmaptool --create --clobber --fsid "$(awk '/^fsid/{print $3}' "$dir/ceph.conf")" --addv a "[v2:127.0.0.1:$monitor]" "$dir/monmap"
  ceph-mon "${conf[@]}" -i a --mkfs --monmap "$dir/monmap" --keyring "$key"
  ceph-mon "${conf[@]}" -i a
  uuid=$(cat /proc/sys/kernel/random/uuid)
  ceph "${conf[@]}" osd new "$uuid" 0
  ceph-osd "${conf[@]}" -i 0 --mkfs --osd-uuid "$uuid"
  ceph-osd "${conf[@]}" -i 0
  ceph "${conf[@]}" osd crush add osd.0 1 root=default || true
  radosgw "${conf[@]}" -n client.rgw.a
  for _ in $(seq 240); do curl -sf -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
  timeout 60 radosgw-admin "${conf[@]}" user create --uid=test --display-name=test --access-key=test-access --secret=test-secret
} >"$dir/up.log" 2>&1 || { tail -20 "$dir/up.log" >&2; exit 1; }
