package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pullcord.simulation.WorldPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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

    @Test
    void noClassOfOursOrTheParsersIsNamedToWhoWritesAWorld() {
        for (String broken : List.of(
                demo().replace("  drills: 1\n", "  drills: many\n"),
                demo().replace("  drills: 1\n", "  drills: [1]\n"),
                demo().replace("  drills: 1\n", "  dirlls: 1\n"),
                demo().replace("evening: ", "evening: some"),
                "name: [",
                "just a word",
                "- a list")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(broken))
                    .satisfies(e -> assertThat(e.getMessage())
                            .startsWith("world: ")
                            .doesNotContain("jackson", "dev.pullcord", "java.", "Deserializ", "com.fasterxml"));
        }
    }

    private static WorldPlan read(String yaml) throws IOException {
        return WorldCodec.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String demo() {
        try (InputStream yaml = WorldCodecTest.class.getResourceAsStream("/worlds/demo.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
