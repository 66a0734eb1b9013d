package dev.pullcord.plugin;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tells Pullcord what happens in a platform's calls. One for the whole process, made at its start and closed at its end.
 *
 * <h2>Threads</h2>
 *
 * Every method may be called from any thread, several at once. {@link #send} never blocks, not on the network, not on the
 * disk, not on a lock: it may be called on the thread that carries a call's media. {@link #mayJoin} blocks for no longer than
 * was chosen. What is returned is completed on threads of {@code ForkJoinPool.commonPool()}.
 *
 * <h2>Delivery</h2>
 *
 * At least once on the wire, exactly once in effect: each event is sent under its id until the service has it for good or
 * refuses it for good. While the service is away events wait, in the journal if there is one. Events are sent in the order
 * in which they were handed over, by one request at a time, so those about one account arrive in it; only where the service
 * turns away one of a request for its rate, a later one of the same request may come before it. A panic goes ahead of
 * everything: by itself, at once, beside whatever else is under way.
 *
 * <h2>Bounds</h2>
 *
 * In memory at most twice {@link Builder#capacity} events, on disk at most twice {@link Builder#journalBytes}; panics have a
 * share of their own of each, which nothing else fills. Beyond them {@link Kept#FULL} is answered, and the event is not kept.
 */
public interface PullcordClient extends AutoCloseable {
    /**
     * Hands an event over.
     *
     * @return completes with where the event is kept until the service has it; never exceptionally. {@code JOURNALED} is
     *     said once it is on disk, and holds if this process is killed right after. Whoever does not care need not look
     */
    CompletionStage<Kept> send(SafetyEvent event);

    /**
     * Whether an account may join a meeting now: false while it is suspended. Answered from what was asked within
     * {@link Builder#standingFor}, else asked anew; what was last known counts while the service is away. So it does while
     * the service does not know the key, or the key lacks the scope {@code standing}: nobody's suspension is then learned of, and
     * {@link PullcordListener#trouble} hears {@code status-401} or {@code status-403} each time. Page somebody for it.
     *
     * @return within {@link Builder#standingPatience}; if nothing is known by then, what {@link Builder#failOpen} or
     *     {@link Builder#failClosed} says
     */
    boolean mayJoin(String account);

    /** How many events were handed over that the service neither took nor refused yet, those of the journal included. */
    long pending();

    /**
     * Waits until nothing is pending, for at most {@link Builder#closePatience}, then lets go. What is left stays in the
     * journal. Never throws.
     */
    @Override
    void close();

    /** One that sends nothing: every event is {@link Kept#CLOSED}, everybody may join. */
    static PullcordClient noop() {
        return Silence.INSTANCE;
    }

    /**
     * Begins a client.
     *
     * @param service where Pullcord is, for example {@code https://pullcord.example}
     * @param platformKey {@code pk_…}; needs the scope {@code events}, and {@code standing} for {@link #mayJoin}
     * @param clock {@code Clock.systemUTC()}
     */
    static Builder to(URI service, String platformKey, Clock clock) {
        return new Builder(service, platformKey, clock);
    }

    /** How a client goes about it. Not thread-safe. */
    final class Builder {
        final URI service;
        final String key;
        final Clock clock;
        Optional<Path> journal = Optional.empty();
        long journalBytes = 512L << 20;
        int capacity = 10_000;
        String source = "/platform";
        Duration connectTimeout = Duration.ofSeconds(2);
        Duration requestTimeout = Duration.ofSeconds(10);
        Duration panicTimeout = Duration.ofSeconds(3);
        Duration firstDelay = Duration.ofMillis(250);
        Duration maxDelay = Duration.ofSeconds(30);
        Duration closePatience = Duration.ofSeconds(5);
        Duration standingFor = Duration.ofSeconds(10);
        Duration standingPatience = Duration.ofMillis(300);
        boolean open = true;
        PullcordListener listener = new PullcordListener() {};

        private Builder(URI service, String key, Clock clock) {
            if (service.getHost() == null
                    || !("http".equals(service.getScheme()) || "https".equals(service.getScheme()))) {
                throw new IllegalArgumentException("service: is no http or https address");
            }
            if (!key.startsWith("pk_")) {
                throw new IllegalArgumentException("platformKey: does not begin with pk_");
            }
            this.service = service;
            this.key = key;
            this.clock = clock;
        }

        /**
         * Keeps what is to be sent on disk, in a directory of this client alone; made, with mode 700, if it is not there.
         * Without one, what is pending ends with the process.
         */
        public Builder journal(Path directory) {
            journal = Optional.of(directory);
            return this;
        }

        /** Most bytes of the journal; panics have as many again. 1 MiB or more; default 512 MiB, about a million events. */
        public Builder journalBytes(long most) {
            if (most < 1 << 20) {
                throw new IllegalArgumentException("journalBytes: " + most + " is below 1 MiB");
            }
            journalBytes = most;
            return this;
        }

        /** Most events in memory; panics have as many again. 1 … 1 000 000; default 10 000. */
        public Builder capacity(int events) {
            if (events < 1 || events > 1_000_000) {
                throw new IllegalArgumentException("capacity: " + events + " is outside 1 … 1000000");
            }
            capacity = events;
            return this;
        }

        /** The CloudEvents source, a URI reference; with an event's id it names the event. Default {@code /platform}. */
        public Builder source(String reference) {
            source = Field.id("source", reference);
            return this;
        }

        /** After so long without an answer a try has failed. Default 10 s, for a panic 3 s, for a connection 2 s. */
        public Builder timeouts(Duration request, Duration panic, Duration connect) {
            requestTimeout = positive("timeouts.request", request);
            panicTimeout = positive("timeouts.panic", panic);
            connectTimeout = positive("timeouts.connect", connect);
            return this;
        }

        /**
         * Pause before the second try, which doubles with jitter, and the longest. Default 250 ms and 30 s; a panic is tried
         * at least every 2 s.
         */
        public Builder pauses(Duration first, Duration longest) {
            firstDelay = positive("pauses.first", first);
            maxDelay = positive("pauses.longest", longest);
            return this;
        }

        /** The longest that {@link PullcordClient#close} waits for what is pending. Default 5 s. */
        public Builder closePatience(Duration longest) {
            closePatience = positive("closePatience", longest);
            return this;
        }

        /** How long a standing is believed. Default 10 s. */
        public Builder standingFor(Duration fresh) {
            standingFor = positive("standingFor", fresh);
            return this;
        }

        /** The longest that {@link PullcordClient#mayJoin} blocks. Default 300 ms. */
        public Builder standingPatience(Duration longest) {
            standingPatience = positive("standingPatience", longest);
            return this;
        }

        /** Who is not known may join. The default: calls go on while Pullcord is away. */
        public Builder failOpen() {
            open = true;
            return this;
        }

        /** Who is not known may not join. */
        public Builder failClosed() {
            open = false;
            return this;
        }

        /** Hears what became of events. */
        public Builder listener(PullcordListener hears) {
            listener = hears;
            return this;
        }

        /**
         * Starts it; what an earlier process left in the journal is sent first.
         *
         * @throws IOException if the journal's directory cannot be used
         * @throws IllegalStateException if another client uses it
         */
        public PullcordClient start() throws IOException {
            return HttpPullcordClient.start(this);
        }

        private static Duration positive(String field, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(field + ": " + value + " is not positive");
            }
            return value;
        }

        @Override
        public String toString() {
            return "PullcordClient.Builder[" + service + "]"; // the key stays out of logs
        }
    }
}
