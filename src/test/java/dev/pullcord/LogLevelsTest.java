package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the service's own log holds of what libraries say, as it comes. */
class LogLevelsTest {
    private final LoggerContext context = new LoggerContext();

    /**
     * Its client warns of each command that a Redis does not take which hangs, a thousand a second: 145 MB of log a minute were seen, of one fault.
     */
    @Test
    void aRedisThatHangsDoesNotFillTheLog() throws Exception {
        configured();

        assertThat(level("io.lettuce.core.protocol.CommandHandler")).isEqualTo(Level.ERROR);
        assertThat(level("io.lettuce.core.protocol.ConnectionWatchdog")).isEqualTo(Level.ERROR);
    }

    @Test
    void otherwiseLibrariesSpeakWhenSomethingIsWrongAndWeAlways() throws Exception {
        configured();

        assertThat(level("io.lettuce.core.cluster.RedisClusterClient")).isEqualTo(Level.WARN);
        assertThat(level("io.vertx.core.impl.BlockedThreadChecker")).isEqualTo(Level.WARN);
        assertThat(level("dev.pullcord.flow.Dispatch")).isEqualTo(Level.INFO);
    }

    private void configured() throws JoranException, java.io.IOException {
        List<URL> all = Collections.list(getClass().getClassLoader().getResources("logback.xml"));
        assertThat(all).hasSize(1);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(all.get(0));
    }

    private Level level(String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }
}
