package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionResultTest {
    @Test
    void aMessageIsCutToItsLengthAndNeverInsideACharacter() {
        ActionResult plain = ActionResult.failed("x".repeat(501), Duration.ZERO);
        ActionResult wide = ActionResult.failed("x".repeat(498) + "😀".repeat(10), Duration.ZERO);

        assertThat(plain.message()).contains("x".repeat(499) + "…");
        assertThat(wide.message()).contains("x".repeat(498) + "…");
        assertThat(ActionResult.failed("x".repeat(500), Duration.ZERO).message())
                .contains("x".repeat(500));
        assertThat(ActionResult.failed(" ", Duration.ZERO).message()).isEmpty();
    }

    @Test
    void negativeTimesAreRefused() {
        assertThatThrownBy(() -> ActionResult.failed("", Duration.ofMillis(-1))).hasMessageContaining("result.took");
        assertThatThrownBy(() -> ActionResult.failed("", Duration.ZERO).after(Optional.of(Duration.ofMillis(-1))))
                .hasMessageContaining("result.retryAfter");
    }

    @Test
    void everyStatusHasItsWord() {
        for (ActionResult.Status status : ActionResult.Status.values()) {
            assertThat(ActionResult.Status.ofCode(status.code())).contains(status);
        }
        assertThat(ActionResult.Status.ofCode("DONE")).isEmpty();
    }

    @Test
    void aRequestsBodyIsReadByEachFromItsBeginningAndItsHeadersInAnyCase() {
        RawRequest request = new RawRequest(
                "POST",
                URI.create("https://p.example/x?token=t"),
                Map.of("X-Sig", List.of("a"), "x-sig", List.of("b")),
                ByteBuffer.wrap(new byte[] {1, 2}),
                "192.0.2.1");

        request.body().get();

        assertThat(request.body().remaining()).isEqualTo(2);
        assertThat(request.body().isReadOnly()).isTrue();
        assertThat(request.headers()).containsOnlyKeys("x-sig");
        assertThat(request.headers().get("x-sig")).containsExactlyInAnyOrder("a", "b");
        assertThat(request.header("X-SIG")).isPresent();
        assertThat(request.toString()).doesNotContain("token");
    }
}
