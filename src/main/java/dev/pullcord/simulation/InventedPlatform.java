package dev.pullcord.simulation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Party;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A platform that does what Pullcord asks: takes signed actions by HTTP, does each once, and reports what came of it.
 * It knows who is in which meeting from {@link #saw}. Safe for use by several threads.
 */
public final class InventedPlatform implements AutoCloseable {
    private static final int MOST_BODY = 64 * 1024;
    private static final int MOST_NEWS = 10_000;

    private final PlatformWire wire;
    private final HttpServer server;
    private final ExecutorService workers;
    /** The first answer to each action; a repeat does nothing. */
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    /** Per live meeting, the account of each participant. */
    private final Map<String, Map<String, String>> live = new ConcurrentHashMap<>();

    private final Set<String> barred = ConcurrentHashMap.newKeySet();
    /** Who was removed from which meeting by an action. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    /** Meetings ended by an action. */
    private final Set<String> over = ConcurrentHashMap.newKeySet();

    private final BlockingQueue<MeetingEvent> news = new LinkedBlockingQueue<>(MOST_NEWS);

    /**
     * Starts to listen on the loopback address.
     *
     * @param port 0 takes a free one
     * @param wire reads and verifies actions
     */
    public InventedPlatform(int port, PlatformWire wire) {
        this.wire = wire;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the invented platform cannot listen on port " + port, e);
        }
        this.workers = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "invented-platform");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.createContext("/actions", this::serve);
        server.start();
    }

    /** Where actions are to be sent. */
    public URI callback() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/actions");
    }

    /** The ids of all actions that were asked for, and what was first answered. */
    public Map<String, String> answered() {
        return Map.copyOf(answered);
    }

    /** Takes note of what happens in meetings, to know who is where. */
    void saw(MeetingEvent event) {
        String meeting = event.meeting().id();
        String participant = event.participant().flatMap(Party::participantId).orElse("");
        switch (event.kind()) {
            case STARTED -> live.putIfAbsent(meeting, new ConcurrentHashMap<>());
            case ENDED -> live.remove(meeting);
            case JOINED ->
                live.computeIfAbsent(meeting, m -> new ConcurrentHashMap<>())
                        .put(
                                participant,
                                event.participant().flatMap(Party::accountId).orElse(""));
            case LEFT, REMOVED -> live.getOrDefault(meeting, Map.of()).remove(participant);
            default -> {}
        }
    }

    /** Whether an action keeps an account from joining a meeting. */
    boolean bars(String meeting, String account) {
        return barred.contains(stay(meeting, account));
    }

    /** Whether an action removed an account from a meeting. */
    boolean removed(String meeting, String account) {
        return gone.contains(stay(meeting, account));
    }

    /** Whether an action ended a meeting. */
    boolean ended(String meeting) {
        return over.contains(meeting);
    }

    private static String stay(String meeting, String account) {
        return meeting + '\n' + account;
    }

    /** What came of actions, to be reported; taken once. */
    void drainNews(Collection<MeetingEvent> into) {
        news.drainTo(into);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY);
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "");
                return;
            }
            Optional<PlatformWire.Order> order = wire.order(exchange.getRequestHeaders(), body);
            if (order.isEmpty()) {
                answer(exchange, 401, "");
                return;
            }
            answer(exchange, 200, wire.answer(carryOut(order.get())));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private String carryOut(PlatformWire.Order order) {
        boolean[] first = {false};
        String status = answered.computeIfAbsent(order.actionId(), id -> {
            first[0] = true;
            return perform(order);
        });
        return first[0] || !status.equals("done") ? status : "already_done";
    }

    private String perform(PlatformWire.Order order) {
        return switch (order.type()) {
            case "remove_participant" -> remove(order);
            case "end_meeting" -> end(order);
            case "block_rejoin" -> {
                bar(order);
                yield "done";
            }
            case "unblock_rejoin" -> {
                order.accountId().ifPresent(a -> barred.removeIf(b -> b.endsWith('\n' + a)));
                yield "done";
            }
            case "mute_audio", "mute_video", "stop_screenshare", "revoke_publish" ->
                present(order).isEmpty() ? "target_gone" : "done";
            case "start_recording", "stop_recording", "request_details" -> "unsupported";
            default -> "done";
        };
    }

    private String remove(PlatformWire.Order order) {
        List<Map.Entry<String, String>> there = present(order);
        if (there.isEmpty()) {
            return "target_gone";
        }
        for (Map.Entry<String, String> one : there) {
            String meeting = one.getKey();
            String participant = one.getValue();
            String account = live.getOrDefault(meeting, Map.of()).remove(participant);
            if (account != null) {
                gone.add(stay(meeting, account));
                tell(MeetingEvent.Kind.REMOVED, meeting, participant, account, Optional.empty());
                tell(MeetingEvent.Kind.ACTION_CONFIRMED, meeting, participant, account, Optional.of(order.actionId()));
            }
        }
        return "done";
    }

    private String end(PlatformWire.Order order) {
        Map<String, String> people = order.meeting().map(live::remove).orElse(null);
        if (people == null) {
            return "target_gone";
        }
        over.add(order.meeting().orElseThrow());
        Meeting meeting =
                new Meeting(order.meeting().orElseThrow(), Optional.empty(), Optional.empty(), Optional.empty());
        offer(new MeetingEvent(MeetingEvent.Kind.ENDED, meeting, Optional.empty(), Optional.empty(), Optional.empty()));
        return "done";
    }

    private void bar(PlatformWire.Order order) {
        order.accountId()
                .ifPresent(account -> order.meeting()
                        .map(Set::of)
                        .orElseGet(() -> Set.copyOf(live.keySet()))
                        .forEach(meeting -> barred.add(stay(meeting, account))));
    }

    /** Where the target is now: meeting and participant. */
    private List<Map.Entry<String, String>> present(PlatformWire.Order order) {
        return live.entrySet().stream()
                .filter(m -> order.meeting().isEmpty() || order.meeting().get().equals(m.getKey()))
                .flatMap(m -> m.getValue().entrySet().stream()
                        .filter(p -> order.participantId()
                                .map(p.getKey()::equals)
                                .orElseGet(() -> order.accountId()
                                        .map(p.getValue()::equals)
                                        .orElse(false)))
                        .map(p -> Map.entry(m.getKey(), p.getKey())))
                .toList();
    }

    private void tell(
            MeetingEvent.Kind kind, String meetingId, String participant, String account, Optional<String> actionId) {
        Meeting meeting = new Meeting(meetingId, Optional.empty(), Optional.empty(), Optional.empty());
        Party party = new Party(
                account.isEmpty() ? Optional.empty() : Optional.of(account),
                Optional.of(participant),
                Optional.empty(),
                Optional.empty());
        offer(new MeetingEvent(kind, meeting, Optional.of(party), Optional.empty(), actionId));
    }

    /** Nobody may be listening; then the oldest news are forgotten. */
    private void offer(MeetingEvent event) {
        while (!news.offer(event)) {
            news.poll();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
