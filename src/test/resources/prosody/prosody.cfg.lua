-- A Prosody of its own on the loopback, its people anonymous, as in a Jitsi Meet without accounts of its own.
local env = os.getenv
data_path = env("RUN") .. "/data"
pidfile = env("RUN") .. "/prosody.pid"
plugin_paths = { env("MODULES"), env("TEST_MODULES") }
log = { info = "*console" }
daemonize = false
run_as_root = true -- where the tests are; else it would become somebody who may not read them
interfaces = { "127.0.0.1" }
local_interfaces = { "127.0.0.1" }
c2s_ports = {}
s2s_ports = {}
s2s_direct_tls_ports = {}
c2s_direct_tls_ports = {}
component_ports = {}
http_ports = { tonumber(env("PORT")) }
http_interfaces = { "127.0.0.1" }
https_ports = {}
modules_enabled = { "roster", "saslauth", "disco", "ping", "websocket", "http", "posix" }
modules_disabled = { "s2s", "tls", "offline" }
consider_websocket_secure = true
http_default_host = "meet.test"
VirtualHost "meet.test"
  authentication = "anonymous"
  modules_enabled = { "named_by_query" }
Component "conference.meet.test" "muc"
  modules_enabled = { "pullcord" }
  restrict_room_creation = false
  muc_room_locking = false
  muc_room_default_public = false
  http_host = "meet.test"
  pullcord_url = env("EVENTS")
  pullcord_secret = env("SECRET")
  pullcord_accounts = env("ACCOUNTS")
  pullcord_ignore = { "auth.meet.test" }
