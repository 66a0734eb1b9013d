package dev.pullcord.connectors.bigbluebutton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigBlueButtonInboundTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static BigBlueButtonInbound inbound(String algorithm, String secret) {
        return new BigBlueButtonInbound(new Checksum(algorithm, secret), Json.plain());
    }

    private static boolean believed(RawRequest request, String algorithm, String secret) {
        return inbound(algorithm, secret).verify(request, NOW).genuine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "sha384", "sha512"})
    void believesGenuineChecksumsOfTheKindThatWasSetAndNoOther(String algorithm) {
        assertThat(Webhooks.by(algorithm)).hasSize(6).allSatisfy(request -> {
            assertThat(believed(request, algorithm, Webhooks.SECRET)).isTrue();
            assertThat(believed(request, algorithm, "another-secret")).isFalse();
            assertThat(believed(request, algorithm.equals("sha1") ? "sha256" : "sha1", Webhooks.SECRET))
                    .isFalse();
        });
    }

    @Test
    void believesNoChecksumOfAnotherAddressOrNone() {
        RawRequest genuine = Webhooks.by("sha256").get(0);
        String form = StandardCharsets.UTF_8.decode(genuine.body()).toString();
        String sum = genuine.publicUrl().toString().replaceAll(".*checksum=", "");

        for (String address : List.of(
                Webhooks.ADDRESS,
                Webhooks.ADDRESS.replace("tandem", "duet") + "&checksum=" + sum,
                Webhooks.ADDRESS + "&checksum=",
                Webhooks.ADDRESS + "&checksum=" + sum + "&more=1",
                Webhooks.ADDRESS + "&checksum=" + sum.substring(1))) {
            assertThat(believed(Webhooks.request(address, form), "sha256", Webhooks.SECRET))
                    .as(address)
                    .isFalse();
        }
        assertThat(URI.create(Webhooks.ADDRESS).getQuery()).isNotEmpty();
    }

    @Test
    void readsWhoCameAndWentAndNoPasswords() {
        List<InboundEvent> all = Webhooks.by("sha256").stream()
                .flatMap(request -> inbound("sha256", Webhooks.SECRET).decode(request).stream())
                .toList();

        assertThat(all)
                .extracting(event -> event.type().replaceAll("dev\\.pullcord\\.|\\.v1", ""))
                .containsExactly(
                        "meeting.started",
                        "participant.joined",
                        "participant.joined",
                        "media.published",
                        "participant.left",
                        "meeting.ended");
        assertThat(all).extracting(InboundEvent::id).doesNotHaveDuplicates();
        assertThat(all.get(0).data().get("meeting"))
                .isEqualTo(Map.of(
                        "id", "room-7",
                        "instanceId", "038b74cf04c0ee371f939c9e54de060753899589-1795456684029",
                        "title", "Café & Kuchen +1"));
        assertThat(all.get(1).data().get("participant"))
                .isEqualTo(Map.of(
                        "participantId", "w_1fewpbchnudl",
                        "accountId", "acc-mallory",
                        "displayName", "Mallory 🙂",
                        "role", "moderator"));
        assertThat(all.get(2).data().get("participant"))
                .as("a guest without a userID of the platform's has no account")
                .isEqualTo(Map.of("participantId", "w_lxcl6yagcfbj", "displayName", "A guest", "role", "viewer"));
        assertThat(all.get(1).time()).contains(Instant.ofEpochMilli(1795456690740L));
        assertThat(all.toString() + all.get(0).data()).doesNotContain("mod-pass", "view-pass");
    }
}
