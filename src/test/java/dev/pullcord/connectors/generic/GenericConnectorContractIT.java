package dev.pullcord.connectors.generic;

import dev.pullcord.connectors.OurConnectorContract;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Target;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class GenericConnectorContractIT extends OurConnectorContract {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Override
    protected ConnectorFactory factory() {
        return new GenericConnectorFactory();
    }

    @Override
    protected Stage stage() {
        return new Callbacks();
    }

    @Override
    protected ActionRequest request(String actionId, Instant deadline) {
        return new ActionRequest(
                actionId,
                1,
                "c000-x",
                ActionType.REMOVE_PARTICIPANT,
                Target.account("mallory"),
                "harassment",
                Optional.empty(),
                deadline);
    }

    /** A platform that keeps the contract: an action id seen before is already done. */
    private static final class Callbacks extends PretendHost {
        private final Map<String, Integer> effects = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> config() {
            return Map.of("callback", receiver.url(), "secret", SECRET, "allowPrivate", "true");
        }

        @Override
        protected NastyReceiver.Mood trouble() {
            return NastyReceiver.says(500, "oops");
        }

        @Override
        protected NastyReceiver.Mood gone() {
            return NastyReceiver.says(200, "{\"status\":\"target_gone\"}");
        }

        @Override
        protected void act(NastyReceiver.Received request) {
            isNew(request);
        }

        @Override
        protected void well(NastyReceiver.Received request, Socket socket) throws IOException, InterruptedException {
            String status = isNew(request) ? "done" : "already_done";
            NastyReceiver.says(200, "{\"status\":\"" + status + "\"}").answer(request, socket);
        }

        private boolean isNew(NastyReceiver.Received request) {
            return effects.putIfAbsent(request.headers().get("webhook-id"), 1) == null;
        }

        @Override
        public int effects(String actionId) {
            return effects.getOrDefault(actionId, 0);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(SECRET, SECRET.substring("whsec_".length()), "tenant=7");
        }
    }
}
