package dev.pullcord.connectors;

import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.plugin.ConnectorContract;
import dev.pullcord.plugin.Json;
import dev.pullcord.wire.ConnectorJson;
import java.io.IOException;
import java.net.Socket;

/** What our own connectors' contract tests have alike: the service's JSON, and a meeting system's end over HTTP, which can be ill. */
public abstract class OurConnectorContract extends ConnectorContract {
    @Override
    protected final Json json() {
        return new ConnectorJson();
    }

    /** A meeting system that is pretended. */
    protected abstract static class PretendHost implements Stage {
        public final NastyReceiver receiver = new NastyReceiver();
        protected final Json json = new ConnectorJson();

        /** Where it is, without a path. */
        protected final String base() {
            return receiver.url().replaceAll("/actions.*", "");
        }

        /** Answers as the real one does. */
        protected abstract void well(NastyReceiver.Received request, Socket socket)
                throws IOException, InterruptedException;

        /** Does what is asked, and says nothing. */
        protected abstract void act(NastyReceiver.Received request);

        /** How it says that it has trouble of its own. */
        protected abstract NastyReceiver.Mood trouble();

        /** How it says that whom it is asked about is not there. */
        protected abstract NastyReceiver.Mood gone();

        /** What is answered well also while it breaks off or is empty: signing in. */
        protected boolean isAside(NastyReceiver.Received request) {
            return false;
        }

        @Override
        public final void mood(Mood mood) {
            switch (mood) {
                case WELL -> receiver.mood(this::well);
                case FAILING -> receiver.mood(trouble());
                case SILENT -> receiver.mood(receiver.hangs());
                case BREAKING ->
                    beside((request, socket) -> {
                        act(request);
                        socket.setSoLinger(true, 0);
                    });
                case EMPTY -> beside(gone());
                case DEAD -> receiver.close();
            }
        }

        private void beside(NastyReceiver.Mood other) {
            receiver.mood((request, socket) -> {
                if (isAside(request)) {
                    well(request, socket);
                } else {
                    other.answer(request, socket);
                }
            });
        }

        @Override
        public final void close() {
            receiver.close();
        }
    }
}
