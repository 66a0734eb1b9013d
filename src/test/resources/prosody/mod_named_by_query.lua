-- For the tests alone: whoever comes by WebSocket is whom ?user= says. Leaves it where Jitsi's token authentication, which is not
-- in Debian, leaves a token's context.user.
local formdecode = require "util.http".formdecode;
module:hook_global("websocket-session", function (event)
	local query = event.request.url.query;
	local user = query and formdecode(query).user;
	if user then
		event.session.jitsi_meet_context_user = { id = user };
	end
end);
