package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PulseTest {
    private static final Duration REST = Duration.ofMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Pulse.class);
    private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private final List<AtomicInteger> beats = List.of(new AtomicInteger(), new AtomicInteger());

    @BeforeEach
    void listen() {
        ear.start();
        logger.addAppender(ear);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() throws Exception {
        logger.detachAppender(ear);
        logger.setLevel(null);
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    /** Each loop of each partition told of the same outage, with a trace: hundreds of lines in which all else was lost. */
    @Test
    void anOutageIsToldOnceByTheNodeAndNotByEveryLoop() throws Exception {
        fault.set(new IOException("connection refused"));
        run(context -> List.of(
                Pulse.ofNode("the share of partitions under test", context, REST, () -> step(0)),
                new Pulse("fold of partition 7 under test", context, REST, () -> step(1))));

        List<ILoggingEvent> mine = mine();
        assertThat(mine).hasSize(2).allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).startsWith("the share of partitions under test");
            assertThat(event.getThrowableProxy()).isNull();
        });
        assertThat(mine.get(0).getFormattedMessage())
                .contains("waits for Redis")
                .contains("connection refused");
        assertThat(mine.get(1).getFormattedMessage()).contains("goes on");
    }

    @Test
    void aFaultOfOursIsToldWithItsTrace() throws Exception {
        fault.set(new IllegalStateException("a bug"));
        run(context -> List.of(new Pulse("fold of partition 8 under test", context, REST, () -> step(0))));

        assertThat(mine()).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .contains("fold of partition 8")
                    .contains("will try again");
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a bug");
        });
    }

    private Future<Boolean> step(int pulse) {
        beats.get(pulse).incrementAndGet();
        return fault.get() == null ? Future.succeededFuture(false) : Future.failedFuture(fault.get());
    }

    /** Beats while the fault is there, and some more once it is mended. */
    private void run(java.util.function.Function<Context, List<Pulse>> make) throws Exception {
        Context context = vertx.getOrCreateContext();
        List<Pulse> pulses = make.apply(context);
        pulses.forEach(Pulse::start);
        awaitBeats(pulses.size());
        fault.set(null);
        awaitBeats(pulses.size());
        for (Pulse pulse : pulses) {
            pulse.stop().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    /** Ten more of each. */
    private void awaitBeats(int pulses) {
        for (AtomicInteger count : beats.subList(0, pulses)) {
            int now = count.get();
            Awaitility.await().until(() -> count.get() > now + 10);
        }
    }

    private List<ILoggingEvent> mine() {
        return said.stream()
                .filter(event -> event.getFormattedMessage().contains("under test"))
                .toList();
    }
}
