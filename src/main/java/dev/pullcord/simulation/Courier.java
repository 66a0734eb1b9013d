package dev.pullcord.simulation;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Posts batches of events to a service and does not give up lightly: what the service cannot take now (429, 5xx, no
 * answer) is posted again with the same ids, so that it counts once however often it arrives. A batch that is refused
 * whole is halved until the bad event stands alone. Safe for use by several threads.
 */
public final class Courier {
    /** The most events in one request, by the contract. */
    static final int MOST_EVENTS = 500;
    /** The most bytes in one request: 900 KiB, safely below the contract's 1 MiB. */
    static final long MOST_BYTES = 900 * 1024;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** How time passes between two tries. */
    public interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    private final HttpClient http;
    private final URI events;
    private final String key;
    private final PlatformWire wire;
    private final Duration patience;
    private final IntervalFunction backoff;
    private final Clock clock;
    private final Pause pause;

    /**
     * @param http kept open by the caller
     * @param baseUrl the service's address
     * @param key the platform key
     * @param patience how long to go on without any progress
     * @param clock tells how long that has been
     */
    public Courier(
            HttpClient http, URI baseUrl, String key, PlatformWire wire, Duration patience, Clock clock, Pause pause) {
        this.http = http;
        this.events = baseUrl.resolve("/v1/events");
        this.key = key;
        this.wire = wire;
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
        this.backoff =
                IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2.0, 0.5, Duration.ofSeconds(10));
    }

    /**
     * Posts these, in order, and waits until each is taken or refused for good.
     *
     * @param letters any number; cut into requests here
     * @throws Undeliverable when patience ran out, or the key is not good
     */
    public Delivery deliver(List<Letter> letters) throws InterruptedException {
        Tally tally = new Tally();
        Deque<List<Letter>> left = new ArrayDeque<>();
        left.addAll(cut(letters));
        int misses = 0;
        Instant lastProgress = clock.instant();
        while (!left.isEmpty()) {
            List<Letter> batch = left.poll();
            PlatformWire.Reply reply = post(batch);
            int status = reply.status();
            List<Letter> again = List.of();
            if ((status >= 200 && status < 300) || !reply.refusals().isEmpty()) {
                again = tally.add(batch, reply, misses);
                if (again.size() < batch.size()) {
                    misses = 0;
                    lastProgress = clock.instant();
                }
            } else if (status == 401 || status == 403 || status == 404) {
                throw new Undeliverable("the service refuses: " + status + " " + reply.problem());
            } else if (status >= 400 && status < 500 && status != 408 && status != 429) {
                split(batch, reply, left, tally);
            } else {
                again = batch;
            }
            if (!again.isEmpty()) {
                misses++;
                left.addFirst(again);
                if (Duration.between(lastProgress, clock.instant()).compareTo(patience) > 0) {
                    throw new Undeliverable(
                            "no progress for " + patience.toSeconds() + " s, last: " + status + " " + reply.problem());
                }
                pause.pause(wait(misses, reply.retryAfter()));
            }
        }
        return tally.delivery();
    }

    private Duration wait(int misses, Optional<Duration> asked) {
        Duration ours = Duration.ofMillis(backoff.apply(Math.min(misses, 20)));
        return asked.filter(a -> a.compareTo(ours) > 0).orElse(ours);
    }

    private static void split(List<Letter> letters, PlatformWire.Reply reply, Deque<List<Letter>> left, Tally tally) {
        int size = letters.size();
        if (size == 1) {
            tally.refuse(letters.get(0), reply.status() + " " + reply.problem());
            return;
        }
        left.addFirst(letters.subList(size / 2, size));
        left.addFirst(letters.subList(0, size / 2));
    }

    private PlatformWire.Reply post(List<Letter> letters) throws InterruptedException {
        String body = letters.stream().map(Letter::json).collect(Collectors.joining(",", "[", "]"));
        HttpRequest request = HttpRequest.newBuilder(events)
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/cloudevents-batch+json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return wire.reply(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new PlatformWire.Reply(0, 0, 0, List.of(), Optional.empty(), why);
        }
    }

    /** Cuts letters into requests, in order. */
    private static List<List<Letter>> cut(List<Letter> letters) {
        List<List<Letter>> batches = new ArrayList<>();
        List<Letter> batch = new ArrayList<>();
        long bytes = 0;
        for (Letter letter : letters) {
            if (!batch.isEmpty() && (batch.size() == MOST_EVENTS || bytes + letter.bytes() > MOST_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(letter);
            bytes += letter.bytes();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static final class Tally {
        private long accepted;
        private long duplicates;
        private final List<Delivery.Refused> refused = new ArrayList<>();

        /** Adds up a reply; answers what to post again. */
        List<Letter> add(List<Letter> letters, PlatformWire.Reply reply, int misses) {
            accepted += reply.accepted();
            duplicates += reply.duplicates();
            List<Letter> again = new ArrayList<>();
            for (PlatformWire.Refusal refusal : reply.refusals()) {
                if (refusal.index() < 0 || refusal.index() >= letters.size()) {
                    throw new Undeliverable("the service refuses an event that was not in the batch");
                }
                Letter letter = letters.get(refusal.index());
                if (misses < refusal.moreTries()) {
                    again.add(letter);
                } else {
                    refuse(letter, refusal.problem());
                }
            }
            return again;
        }

        void refuse(Letter letter, String problem) {
            refused.add(new Delivery.Refused(letter.line(), problem));
        }

        Delivery delivery() {
            return new Delivery(accepted, duplicates, refused);
        }
    }
}
