package dev.pullcord.simulation;

import dev.pullcord.intake.Correction;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays an invented world into a running service through its public API: what happens is posted when it happens, so
 * many times as fast as in life, and before somebody joins, the service is asked whether he may. Ends after so many
 * evenings, or when closed.
 */
public final class Traffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration STANDING_TIMEOUT = Duration.ofSeconds(5);

    private final World world;
    private final InventedPlatform platform;
    private final Courier courier;
    private final HttpClient http;
    private final Link link;
    private final PlatformWire wire;
    private final Clock clock;
    private final Pace pace;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    /** Who could not join which meeting; and so is not seen in it. */
    private final Set<String> kept = new HashSet<>();
    /** Ids of events that did not happen after all. */
    private final Set<String> dropped = new HashSet<>();

    private long told;
    private final AtomicLong posted = new AtomicLong();
    private volatile Optional<String> failure = Optional.empty();

    /**
     * How to reach the service.
     *
     * @param baseUrl its address
     * @param key the platform key
     * @param source the CloudEvents source that the events carry
     */
    public record Link(URI baseUrl, String key, String source) {
        @Override
        public String toString() {
            return "Link[" + baseUrl + "]"; // the key stays out of logs
        }
    }

    /**
     * How fast and how long.
     *
     * @param speed how many times as fast as in life, above 0
     * @param evenings how many evenings, one after the other
     * @param begun how long the first evening has been going on when it starts to play: so much of it happens at once
     */
    public record Pace(double speed, int evenings, Duration begun) {
        public Pace {
            if (!(speed > 0) || evenings < 1 || begun.isNegative()) {
                throw new IllegalArgumentException("pace: " + speed + " × " + evenings + " evenings, begun " + begun);
            }
        }
    }

    /** Starts to play, on a thread of its own. */
    public Traffic(
            World world,
            InventedPlatform platform,
            Courier courier,
            HttpClient http,
            Link link,
            PlatformWire wire,
            Clock clock,
            Pace pace) {
        this.world = world;
        this.platform = platform;
        this.courier = courier;
        this.http = http;
        this.link = link;
        this.wire = wire;
        this.clock = clock;
        this.pace = pace;
        this.thread = new Thread(this::play, "invented-traffic");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many events the service has taken. */
    public long posted() {
        return posted.get();
    }

    /** Why it ended before its time; empty when it did not. */
    public Optional<String> failure() {
        return failure;
    }

    /** Waits until all evenings are played; false when the time is over first. */
    public boolean await(Duration most) throws InterruptedException {
        thread.join(Math.max(1, most.toMillis()));
        return !thread.isAlive();
    }

    /** Ends it; returns when nothing more is posted. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt(); // a courier may be waiting for the service to come back
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() {
        try {
            for (int i = 0; i < pace.evenings() && stopped.getCount() > 0; i++) {
                Instant start = clock.instant();
                play(world.evening(i, i == 0 ? start.minus(pace.begun()) : start));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (Undeliverable e) {
            failure = Optional.of(e.getMessage());
            LOG.warn("the invented traffic ends: {}", e.getMessage());
        }
    }

    private void play(Evening evening) throws InterruptedException {
        List<Letter> due = new ArrayList<>();
        kept.clear();
        dropped.clear();
        for (Happening happening : evening.happenings()) {
            Instant at = inLife(evening, happening);
            while (clock.instant().isBefore(at)) {
                post(due);
                Duration left = Duration.between(clock.instant(), at);
                Duration wait = left.compareTo(STEP) < 0 ? left : STEP;
                if (stopped.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            if (mayHappen(happening)) {
                if (happening.body() instanceof MeetingEvent event) {
                    platform.saw(event);
                }
                due.add(new Letter(0, wire.event(happening, at, link.source())));
            } else {
                dropped.add(happening.id());
            }
            if (due.size() >= Courier.MOST_EVENTS) {
                post(due);
            }
        }
        post(due);
    }

    private Instant inLife(Evening evening, Happening happening) {
        long millis = Duration.between(evening.start(), happening.at()).toMillis();
        return evening.start().plusMillis((long) (millis / pace.speed()));
    }

    /** Posts what is due, and what the platform has to tell of actions. */
    private void post(List<Letter> due) throws InterruptedException {
        List<MeetingEvent> news = new ArrayList<>();
        platform.drainNews(news);
        Instant now = clock.instant();
        for (MeetingEvent event : news) {
            told++;
            String id = world.plan().name() + "-told-" + Long.toString(now.toEpochMilli(), 36) + "-" + told;
            due.add(new Letter(0, wire.event(new Happening(id, now, event, Cause.ORDINARY), now, link.source())));
        }
        if (due.isEmpty()) {
            return;
        }
        Delivery delivery = courier.deliver(due);
        posted.addAndGet(delivery.accepted());
        if (!delivery.refused().isEmpty()) {
            LOG.warn(
                    "{} invented events were refused, the first: {}",
                    delivery.refused().size(),
                    delivery.refused().get(0).problem());
        }
        due.clear();
    }

    /** Whoever was kept out of a meeting is not seen in it: neither joins, nor speaks, nor is reported. */
    private boolean mayHappen(Happening happening) throws InterruptedException {
        if (happening.body() instanceof MeetingEvent event) {
            String meeting = event.meeting().id();
            Optional<String> account = event.participant().flatMap(Party::accountId);
            if (platform.ended(meeting) || account.isEmpty()) {
                return !platform.ended(meeting);
            }
            if (event.kind() == MeetingEvent.Kind.JOINED && !admitted(meeting, account.get())) {
                kept.add(stay(meeting, account.get()));
            }
            return !isKept(meeting, account) && !platform.removed(meeting, account.get());
        }
        if (happening.body() instanceof Correction correction) {
            return correction.eventId().filter(dropped::contains).isEmpty();
        }
        if (happening.body() instanceof Report report && report.meeting().isPresent()) {
            String meeting = report.meeting().get().id();
            return !isKept(meeting, report.reporter().flatMap(Party::accountId))
                    && !isKept(meeting, report.subject().flatMap(Party::accountId));
        }
        if (happening.body() instanceof Observation observation
                && observation.meeting().isPresent()) {
            String meeting = observation.meeting().get().id();
            return !isKept(meeting, Optional.of(observation.account())) && !isKept(meeting, observation.counterparty());
        }
        return true;
    }

    private boolean isKept(String meeting, Optional<String> account) {
        return account.map(a -> kept.contains(stay(meeting, a))).orElse(false);
    }

    private static String stay(String meeting, String account) {
        return meeting + '\n' + account;
    }

    /** Asks the service; a service that does not answer keeps nobody out. */
    private boolean admitted(String meeting, String account) throws InterruptedException {
        if (platform.bars(meeting, account)) {
            return false;
        }
        URI standing =
                link.baseUrl().resolve("/v1/standing?account=" + URLEncoder.encode(account, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(standing)
                .timeout(STANDING_TIMEOUT)
                .header("Accept", "application/json; profile=\"access\"")
                .header("Authorization", "Bearer " + link.key())
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() != 200 || wire.mayJoin(response.body());
        } catch (IOException e) {
            LOG.debug("the standing could not be asked for", e);
            return true;
        }
    }
}
