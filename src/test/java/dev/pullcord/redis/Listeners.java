package dev.pullcord.redis;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Those who are told: an HTTP server that answers as a test says, and a mail server. */
final class Listeners implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    /** One request. */
    record Heard(Map<String, String> headers, String body) {}

    /** An HTTP listener: what it heard, and where it is. */
    record Http(URI url, List<Heard> heard) {}

    /** Answers the n-th request, from 1 on, with this status; 0 never answers. */
    Http http(IntUnaryOperator status) {
        return http(0, status);
    }

    Http http(int port, IntUnaryOperator status) {
        try {
            List<Heard> heard = new CopyOnWriteArrayList<>();
            AtomicInteger count = new AtomicInteger();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
                heard.add(new Heard(
                        headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                int answer = status.applyAsInt(count.incrementAndGet());
                if (answer > 0) {
                    exchange.sendResponseHeaders(answer, -1);
                    exchange.close();
                }
            });
            server.start();
            open.add(() -> server.stop(0));
            return new Http(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in"), heard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mail server and the letters it took, whole. */
    record Smtp(int port, List<String> letters) {}

    Smtp smtp() {
        try {
            ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
            List<String> letters = new CopyOnWriteArrayList<>();
            open.add(server);
            threads.execute(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        serve(socket, letters);
                    } catch (IOException gone) {
                        // the test is over, or the client hung up
                    }
                }
            });
            return new Smtp(server.getLocalPort(), letters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Socket socket, List<String> letters) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "220 test");
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            letter.append(line).append('\n');
            if (line.equals("DATA")) {
                say(socket, "354 go on");
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    letter.append(text).append('\n');
                }
                letters.add(letter.toString());
                say(socket, "250 taken");
            } else if (line.equals("QUIT")) {
                say(socket, "221 bye");
                return;
            } else {
                say(socket, "250 yes");
            }
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** A port where nobody listens. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }
}
