-- Pullcord in Prosody, and so in Jitsi Meet: tells who comes and goes, and removes, keeps out or ends what was decided.
-- Licensed under the Apache License, Version 2.0. For Prosody 0.12 and later; loaded on the conference's MUC component:
--
--   Component "conference.meet.example" "muc"
--     modules_enabled = { "pullcord" }
--     pullcord_url = "https://pullcord.example/v1/connectors/jitsi/events?platform=NAME"
--     pullcord_secret = "whsec_..."          -- or several, { "new", "old" }: all sign, any is believed
--     pullcord_accounts = "token"            -- token: context.user.id of the join token; username; none
--     pullcord_ignore = { "auth.meet.example" } -- domains or bare addresses of Jicofo, Jibri and the like
--     http_host = "meet.example"             -- what commands are sent to
--
-- Out: {"events":[...]}, signed by Standard Webhooks, in their order, tried again under the same ids until they are taken. The
-- last pullcord_backlog (5000) that wait are kept, in memory: what a restart loses, a snapshot mends.
-- In: POST /pullcord/commands, signed the same way. {"op","meeting","participantId"?,"accountId"?,"seconds"?} is answered by
-- {"status"}. A command that comes again under its id is answered as the first time, so that none takes effect twice.

local http = require "net.http";
local json = require "util.json";
local hashes = require "util.hashes";
local base64 = require "util.encodings".base64;
local uuid = require "util.uuid";
local jid = require "util.jid";
local st = require "util.stanza";
local array = require "util.array";
local cache = require "util.cache";
local clock = require "util.time";
local unpack = table.unpack or unpack; -- luacheck: ignore 113

local VERSION = 1;
local WINDOW = 300; -- s that a command's time may be off
local LARGEST_COMMAND = 65536; -- bytes
local LONGEST_ID, LONGEST_NAME = 256, 500; -- bytes
local ANSWER_WITHIN = 15; -- s for an event
local LONGEST_PAUSE = 30; -- s between two tries of an event
local REMEMBERED = 10000; -- commands
local LARGEST_BATCH = 100; -- events in a request

local url = assert(module:get_option_string("pullcord_url"), "pullcord_url is missing");
local accounts = module:get_option_string("pullcord_accounts", "token");
local ignored = module:get_option_set("pullcord_ignore", {});
local backlog = module:get_option_number("pullcord_backlog", 5000);

assert(accounts == "token" or accounts == "username" or accounts == "none", "pullcord_accounts is token, username or none");

local keys = {};
for _, secret in ipairs(module:get_option_array("pullcord_secret", {})) do
	local key = base64.decode((secret:gsub("^whsec_", "")));
	assert(key and #key >= 24 and #key <= 64, "pullcord_secret is whsec_ and base64 of 24 to 64 bytes");
	keys[#keys + 1] = key;
end
assert(keys[1], "pullcord_secret is missing");

local muc = module:depends("muc");

local function signature(key, id, timestamp, body)
	return "v1," .. base64.encode(hashes.hmac_sha256(key, id .. "." .. timestamp .. "." .. body));
end

local function signed(id, body)
	local timestamp, all = ("%d"):format(os.time()), {};
	for i, key in ipairs(keys) do all[i] = signature(key, id, timestamp, body); end
	return {
		["Content-Type"] = "application/json";
		["webhook-id"] = id;
		["webhook-timestamp"] = timestamp;
		["webhook-signature"] = table.concat(all, " ");
	};
end

local function genuine(headers, body)
	local id, timestamp, offered = headers.webhook_id, headers.webhook_timestamp, headers.webhook_signature;
	if not id or not offered or not timestamp or not timestamp:find("^%d+$")
		or math.abs(os.time() - tonumber(timestamp)) > WINDOW then
		return false;
	end
	local good = false;
	for _, key in ipairs(keys) do
		local ours = signature(key, id, timestamp, body);
		for one in offered:gmatch("%S+") do
			good = hashes.equals(ours, one) or good;
		end
	end
	return good;
end

local waiting, first, last = {}, 1, 0; -- events by place, in their order
local try; -- the one under way; another's answer comes too late
local resting, pause, batch = false, 1, LARGEST_BATCH;
local send;

-- A try ended: its events are taken, refused for good, or to be sent again.
local function ended(this, code)
	if this ~= try then return; end
	try = nil;
	if code >= 200 and code <= 299 then
		pause, batch = 1, math.min(batch * 2, LARGEST_BATCH);
	elseif (code == 400 or code == 413) and this.till > this.from then
		batch = 1; -- one of them is to blame
		return send();
	elseif code == 400 or code == 413 then
		module:log("error", "an event was refused: HTTP %d", code); -- it would be again
	else
		module:log("warn", "events wait (%d): HTTP %d, next try in %d s", last - first + 1, code, pause);
		module:add_timer(pause, function () resting = false; send(); end);
		resting, pause = true, math.min(pause * 2, LONGEST_PAUSE);
		return;
	end
	for place = first, this.till do -- some may have been dropped meanwhile
		waiting[place] = nil;
		first = place + 1;
	end
	send();
end

function send()
	if try or resting or last < first then return; end
	local this = { from = first; till = math.min(last, first + batch - 1) };
	try = this;
	local body = json.encode({ events = array({ unpack(waiting, this.from, this.till) }) });
	http.request(url, { method = "POST"; body = body; headers = signed(uuid.generate(), body) }, function (_, code)
		ended(this, tonumber(code) or 0);
	end);
	module:add_timer(ANSWER_WITHIN, function () ended(this, 0); end);
end

local function tell(kind, room, participant)
	if last - first + 1 >= backlog then
		module:log("error", "the oldest event is dropped: %d wait", backlog);
		waiting[first] = nil;
		first = first + 1;
	end
	last = last + 1;
	waiting[last] = {
		id = uuid.generate(); type = kind; at = math.floor(clock.now() * 1000);
		meeting = (jid.split(room.jid)); participant = participant;
	};
	send();
end

local function ours(bare)
	local _, host = jid.split(bare);
	return ignored:contains(bare) or ignored:contains(host);
end

local function account_of(session, bare)
	local id;
	if accounts == "token" then -- as Jitsi's token authentication leaves it
		local user = session and session.jitsi_meet_context_user;
		id = type(user) == "table" and user.id;
	elseif accounts == "username" then -- of somebody who is at home elsewhere, his whole address
		local node, host = jid.split(bare);
		id = prosody.hosts[host] and node or bare;
	end
	id = (type(id) == "string" or type(id) == "number") and tostring(id) or nil;
	return id and #id > 0 and #id <= LONGEST_ID and id or nil;
end

-- Kept from his coming on: when he leaves, his session may be gone.
local function describe(room, occupant)
	room._pullcord = room._pullcord or {};
	local one = room._pullcord[occupant.nick];
	if one then
		return one;
	end
	local presence = occupant:get_presence();
	local name = presence and presence:get_child_text("nick", "http://jabber.org/protocol/nick");
	one = {
		participantId = (select(3, jid.split(occupant.nick)));
		accountId = account_of(prosody.full_sessions[occupant.jid], occupant.bare_jid);
		displayName = name and #name > 0 and #name <= LONGEST_NAME and name or nil;
		role = occupant.role == "moderator" and "moderator" or "participant";
	};
	room._pullcord[occupant.nick] = one;
	return one;
end

-- A meeting begins with the first who is not ours: Jicofo opens rooms ahead of people, and to look whether it can.
module:hook("muc-occupant-joined", function (event)
	local room = event.room;
	if ours(event.occupant.bare_jid) then return; end
	if not room._pullcord_began then
		room._pullcord_began = true;
		tell("meeting.started", room);
	end
	tell("participant.joined", room, describe(room, event.occupant));
end);

module:hook("muc-room-destroyed", function (event)
	if event.room._pullcord_began then
		event.room._pullcord_began = nil;
		tell("meeting.ended", event.room);
	end
end);

module:hook("muc-occupant-left", function (event)
	if ours(event.occupant.bare_jid) then return; end
	local one = describe(event.room, event.occupant);
	local kind = one.removed and "participant.removed" or "participant.left";
	event.room._pullcord[event.occupant.nick], one.removed = nil, nil;
	tell(kind, event.room, one);
end);

local store = module:open_store("pullcord_blocks");
local blocks = cache.new(1000); -- by meeting; what is not in it is in the store

-- {who = until (s since 1970) or 0 for no end}; who is "account:ID" or "address:BARE"
local function blocks_of(node)
	local of = blocks:get(node);
	if not of then
		of = store:get(node) or {};
		blocks:set(node, of);
	end
	return of;
end

local function keep(node, of)
	for who, till in pairs(of) do
		if till ~= 0 and till <= os.time() then
			of[who] = nil;
		end
	end
	blocks:set(node, of);
	return store:set(node, next(of) and of or nil);
end

local function is_blocked(node, who)
	local till = blocks_of(node)[who];
	return till and (till == 0 or till > os.time());
end

module:hook("muc-occupant-pre-join", function (event)
	local bare = jid.bare(event.stanza.attr.from);
	if ours(bare) then return; end
	local node, _, nick = jid.split(event.occupant.nick);
	if #node > LONGEST_ID or #nick > LONGEST_ID then -- nobody could be told of him
		event.origin.send(st.error_reply(event.stanza, "modify", "not-acceptable"));
		return true;
	end
	local account = account_of(prosody.full_sessions[event.stanza.attr.from] or event.origin, bare);
	if is_blocked(node, "address:" .. bare) or account and is_blocked(node, "account:" .. account) then
		event.origin.send(st.error_reply(event.stanza, "auth", "forbidden"));
		return true;
	end
end, 1000); -- before passwords, lobbies and whatever else lets people in

-- Whom a command names: by his participant id, and all that came by his account.
local function named(room, command)
	local all = {};
	for _, occupant in room:each_occupant() do
		local one = not ours(occupant.bare_jid) and describe(room, occupant);
		if one and (one.participantId == command.participantId or one.accountId and one.accountId == command.accountId) then
			all[#all + 1] = occupant;
		end
	end
	return all;
end

local ops = {};

function ops.hello()
	return { status = "done"; version = VERSION; accounts = accounts };
end

function ops.snapshot(_, room)
	local present = {};
	if room then
		for _, occupant in room:each_occupant() do
			if not ours(occupant.bare_jid) then
				local one = describe(room, occupant);
				present[#present + 1] = { participantId = one.participantId; accountId = one.accountId };
			end
		end
	end
	return { status = "done"; present = array(present) };
end

ops["end"] = function (_, room)
	if not room then
		return { status = "target_gone" };
	end
	return { status = room:destroy(nil, "The meeting was ended.") == false and "failed" or "done" };
end

function ops.remove(command, room)
	local all = room and named(room, command) or {};
	if not all[1] then
		return { status = "target_gone" };
	end
	local failed = 0;
	for _, occupant in ipairs(all) do
		local one = describe(room, occupant);
		one.removed = true;
		if not room:set_role(true, occupant.nick, nil, nil) then
			one.removed = nil;
			failed = failed + 1;
		end
	end
	return { status = failed == 0 and "done" or failed < #all and "partial" or "failed" };
end

-- By his account, which holds for every address that he may come from. Where none is known only the address that he has is left.
function ops.block(command, room, node)
	local till = command.seconds and os.time() + command.seconds or 0;
	local account, addresses = command.accountId, {};
	for _, occupant in ipairs(room and named(room, command) or {}) do
		account = account or describe(room, occupant).accountId;
		addresses[#addresses + 1] = occupant.bare_jid;
	end
	account = accounts ~= "none" and account or nil;
	if not account and not addresses[1] then
		return { status = "target_gone" };
	end
	local of = blocks_of(node);
	if account then
		of["account:" .. account] = till;
	end
	for _, bare in ipairs(addresses) do
		of["address:" .. bare] = till;
		if account then
			of["of:" .. account .. ":" .. bare] = till; -- so that it is found again when it is taken back
		end
	end
	if not keep(node, of) then
		return { status = "failed" };
	end
	return { status = account and "done" or "partial" };
end

function ops.unblock(command, _, node)
	local of, found = blocks_of(node), false;
	if not command.accountId then
		return { status = "target_gone" };
	end
	local mark = "of:" .. command.accountId .. ":";
	for who in pairs(of) do
		if who == "account:" .. command.accountId then
			of[who], found = nil, true;
		elseif who:sub(1, #mark) == mark then
			of["address:" .. who:sub(#mark + 1)], of[who], found = nil, nil, true;
		end
	end
	if not found then
		return { status = "already_done" };
	end
	return { status = keep(node, of) and "done" or "failed" };
end

local function text(value, longest)
	return value == nil or type(value) == "string" and #value > 0 and #value <= longest;
end

local function readable(command)
	return type(command) == "table" and ops[command.op]
		and text(command.meeting, LONGEST_ID * 4) and text(command.participantId, LONGEST_ID) and text(command.accountId, LONGEST_ID)
		and (command.seconds == nil or type(command.seconds) == "number" and command.seconds > 0)
		and (command.op == "hello" or command.meeting);
end

-- The room's name as an address has it; nil where no room can be called so.
local function node_of(meeting)
	local node, host, resource = jid.prepped_split(meeting .. "@" .. module.host);
	return host == module.host and not resource and node or nil;
end

local answered = cache.new(REMEMBERED);

local function answer(code, fields)
	return { status_code = code; headers = { content_type = "application/json" }; body = json.encode(fields) };
end

local function command_came(event)
	local headers, body = event.request.headers, event.request.body or "";
	if #body > LARGEST_COMMAND then return answer(413, { error = "too-large" }); end
	if not genuine(headers, body) then
		return answer(401, { error = "bad-signature" });
	end
	local command = json.decode(body);
	if not readable(command) then
		return answer(400, { error = "malformed" });
	end
	local id = headers.webhook_id;
	local before = answered:get(id);
	if before then
		return answer(200, before);
	end
	local node = command.meeting and node_of(command.meeting);
	local room = node and muc.get_room_from_jid(node .. "@" .. module.host) or nil;
	local result = (node or not command.meeting) and ops[command.op](command, room, node) or { status = "target_gone" };
	if result.status == "done" and not result.present then
		answered:set(id, result); -- what failed, or was not there, is to be tried again
	end
	module:log("info", "%s: %s", command.op, result.status);
	return answer(200, result);
end

module:depends("http");
module:provides("http", { default_path = "/pullcord"; route = { ["POST /commands"] = command_came } });
