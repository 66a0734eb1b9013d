package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pullcord.simulation.WorldPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorldCodecTest {
    @Test
    void theDemosWorldIsRead() throws IOException {
        WorldPlan plan = WorldCodec.readOwn("demo");

        assertThat(plan.name()).isEqualTo("demo");
        assertThat(plan.evening()).isEqualTo(Duration.ofHours(2));
        assertThat(plan.noise().perActionableFlag()).isEqualTo(2.0);
        assertThat(plan.phrases().get("quarrel")).hasSizeGreaterThan(3);
    }

    @Test
    void aParameterOutsideItsLimitsIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(demo().replace("minorShare: 0.15", "minorShare: 1.5")))
                .withMessageContaining("people.minorShare: 1.5 is outside 0.0 … 1.0");
    }

    @Test
    void aMisspeltParameterIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(demo().replace("  drills: 1\n", "  drills: 1\n  dirlls: 1\n")))
                .withMessageContaining("panics.dirlls");
    }

    @Test
    void aMissingParameterIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(demo().replace("  drills: 1\n", "")))
                .withMessageContaining("panics.drills");
    }

    private static WorldPlan read(String yaml) throws IOException {
        return WorldCodec.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String demo() throws IOException {
        try (InputStream yaml = WorldCodecTest.class.getResourceAsStream("/worlds/demo.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
