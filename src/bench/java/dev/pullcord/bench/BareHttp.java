package dev.pullcord.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/**
 * The raw limit of HTTP: the same server as the service's, with as many event loops, that takes a body in whole and answers
 * 202 with nothing behind it. A process of its own, like the service.
 */
public final class BareHttp {
    private BareHttp() {}

    /** Listens on a free port and writes it to the file that is named. */
    public static void main(String[] args) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Buffer one = answer(1);
        Buffer twenty = answer(20);
        Vertx vertx = Vertx.vertx();
        Supplier<Server> server = () -> new Server(port, one, twenty);
        vertx.deployVerticle(
                        server,
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .await();
        Path file = Path.of(args[0]);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, Integer.toString(port));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As long as the service's. */
    private static Buffer answer(int events) {
        StringBuilder receipts = new StringBuilder();
        for (int i = 0; i < events; i++) {
            receipts.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"bench-always-0-1000000\",\"receipt\":\"007-abcdefghijklmnopqrstuvwxyz012345\"}");
        }
        return Buffer.buffer("{\"accepted\":" + events + ",\"duplicates\":0,\"rejected\":[],\"receipts\":[" + receipts
                + "],\"support\":[]}");
    }

    private static final class Server extends AbstractVerticle {
        private final int port;
        private final Buffer one;
        private final Buffer many;

        Server(int port, Buffer one, Buffer many) {
            this.port = port;
            this.one = one;
            this.many = many;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer()
                    .requestHandler(request -> request.body()
                            .onSuccess(body -> request.response()
                                    .setStatusCode(202)
                                    .putHeader("content-type", "application/json")
                                    .end(body.getByte(0) == '[' ? many : one)))
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
