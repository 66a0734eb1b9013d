package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.review.NoticeOrder;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.Recipient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ChannelsTest {
    private static final Instant T0 = Instant.parse("2026-11-02T09:00:00Z");

    private final TestClock clock = new TestClock(T0);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Channels.class);
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void end() {
        log.detachAppender(lines);
        vertx.close();
    }

    @Test
    void aDeadChannelIsInTheLogOnceAMinuteAndItsAddressIsNot() throws IOException {
        Channels channels = new Channels(
                new Channels.Settings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(URI.create("http://127.0.0.1:" + closedPort() + "/hooks/tell-nobody")),
                        Optional.empty(),
                        URI.create("http://localhost"),
                        Optional.empty()),
                vertx,
                ForkJoinPool.commonPool(),
                clock);

        tell(channels);
        tell(channels);
        assertThat(complaints()).hasSize(1);

        clock.move(Duration.ofSeconds(59));
        tell(channels);
        assertThat(complaints()).hasSize(1);

        clock.move(Duration.ofSeconds(1));
        tell(channels);
        assertThat(complaints())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("slack")
                        .doesNotContain("tell-nobody")
                        .doesNotContain("127.0.0.1"));
    }

    private void tell(Channels channels) {
        ActionResult result = channels.tell(
                        "main",
                        new NoticeOrder(
                                "c-1",
                                "panic_live",
                                "desk",
                                0,
                                true,
                                false,
                                T0,
                                Recipient.of(Recipient.Channel.SLACK),
                                T0),
                        OnCall.NOBODY,
                        Duration.ofSeconds(5))
                .toCompletableFuture()
                .join();
        assertThat(result.status()).isNotEqualTo(ActionResult.Status.DONE);
    }

    private List<String> complaints() {
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
