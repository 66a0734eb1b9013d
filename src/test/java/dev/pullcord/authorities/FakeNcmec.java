package dev.pullcord.authorities;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The CyberTipline as its notes describe it, in this process: reports are opened, finished, retracted; and it can fail in every way. */
public final class FakeNcmec implements AutoCloseable {
    /** What a report is there. */
    public enum State {
        OPEN,
        FINISHED,
        RETRACTED
    }

    /** What happens to the next call. */
    public enum Mishap {
        /** a code instead of what was asked */
        CODE,
        /** an HTTP status without a body */
        STATUS,
        /** the connection is cut before anything was done */
        CUT_BEFORE,
        /** the connection is cut after all was done */
        CUT_AFTER,
        /** it is done, and never answered */
        HANG_AFTER
    }

    private record Next(Mishap mishap, int number) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Long, State> reports = new TreeMap<>();
    private final Map<Long, String> documents = new TreeMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Next> mishaps = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String credentials;
    private long numbers = 1000;

    /** Knows one account. */
    public FakeNcmec(String user, String password) throws IOException {
        credentials =
                "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ispws/", this::take);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ispws");
    }

    /** The next call goes wrong like this; several go wrong in turn. */
    public synchronized void next(Mishap mishap, int number) {
        mishaps.add(new Next(mishap, number));
    }

    /** What nobody finished is dropped. */
    public synchronized void forget() {
        reports.values().removeIf(State.OPEN::equals);
    }

    public synchronized Map<Long, State> reports() {
        return new TreeMap<>(reports);
    }

    public synchronized long count(State state) {
        return reports.values().stream().filter(state::equals).count();
    }

    public synchronized String document(long number) {
        return documents.get(number);
    }

    /** The calls so far, as their paths' last parts. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/ispws/".length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(path);
        Next next;
        synchronized (this) {
            next = mishaps.poll();
        }
        exchange.getResponseHeaders().add("Request-ID", "req-" + calls.size());
        if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        } else if (next == null) {
            answer(exchange, done(path, body));
        } else {
            fail(exchange, path, body, next);
        }
    }

    private void fail(HttpExchange exchange, String path, byte[] body, Next next) throws IOException {
        switch (next.mishap()) {
            case CODE -> answer(exchange, response(next.number(), "as asked", Optional.empty()));
            case STATUS -> {
                exchange.sendResponseHeaders(next.number(), -1);
                exchange.close();
            }
            case CUT_BEFORE -> exchange.close();
            case CUT_AFTER -> {
                done(path, body);
                exchange.close();
            }
            case HANG_AFTER -> {
                done(path, body);
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
        }
    }

    private synchronized String done(String path, byte[] body) {
        if (path.equals("submit")) {
            Optional<String> fault = fault(body);
            if (fault.isPresent()) {
                return response(4100, fault.get(), Optional.empty());
            }
            long number = ++numbers;
            reports.put(number, State.OPEN);
            documents.put(number, new String(body, StandardCharsets.UTF_8));
            return response(0, "Success", Optional.of(number));
        }
        long number = Long.parseLong(new String(body, StandardCharsets.UTF_8).replaceFirst("^id=", ""));
        State state = reports.get(number);
        if (state == null) {
            return response(5001, "Report does not exist", Optional.empty());
        }
        return switch (state) {
            case FINISHED -> response(5102, "Report already finished", Optional.of(number));
            case RETRACTED -> response(5101, "Report already retracted", Optional.of(number));
            case OPEN -> {
                boolean finish = path.equals("finish");
                reports.put(number, finish ? State.FINISHED : State.RETRACTED);
                yield finish
                        ? "<reportDoneResponse><responseCode>0</responseCode><reportId>" + number
                                + "</reportId><files/></reportDoneResponse>"
                        : response(0, "Success", Optional.of(number));
            }
        };
    }

    private static String response(int code, String words, Optional<Long> number) {
        return "<reportResponse><responseCode>" + code + "</responseCode><responseDescription>"
                + words.replaceAll("[<&]", " ") + "</responseDescription>"
                + number.map(n -> "<reportId>" + n + "</reportId>").orElse("") + "</reportResponse>";
    }

    private static void answer(HttpExchange exchange, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What is wrong with a document, by the schema of the notes. */
    static Optional<String> fault(byte[] document) {
        try {
            Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(FakeNcmec.class.getResource("/ncmec/report.xsd"));
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
