package dev.pullcord;

import dev.pullcord.intake.PanicJournal;
import io.vertx.core.Future;
import java.io.IOException;

/** What everyday starts fail of, each as one line that names the setting and what to do. */
final class StartFaults {
    private StartFaults() {}

    static PanicJournal journal(Config config) {
        try {
            return PanicJournal.open(config.data().resolve("panics"));
        } catch (IOException e) {
            throw Failed.by("data", e, "choose another by --data or PULLCORD_DATA");
        }
    }

    static <T> Future<T> port(Config config, Future<T> starting) {
        Config.Server server = config.server();
        return listening("server.port: " + server.host() + ":" + server.port(), "--port", starting);
    }

    static <T> Future<T> managementPort(Config config, Future<T> starting) {
        Config.Server server = config.server();
        return listening(
                "server.managementPort: " + server.managementHost() + ":" + server.managementPort(),
                "--management-port",
                starting);
    }

    private static <T> Future<T> listening(String what, String flag, Future<T> starting) {
        return starting.recover(failure -> Future.failedFuture(
                failure instanceof IOException
                        ? Failed.by(what, failure, "stop what listens there, or choose another by " + flag)
                        : failure));
    }
}
