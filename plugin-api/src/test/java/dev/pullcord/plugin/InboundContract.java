package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The half of {@link ConnectorContract} that is about what comes in: webhooks, and tokens that people join by. */
public abstract class InboundContract {
    final Clock clock = Clock.systemUTC();

    InboundContract() {} // to be extended by ConnectorContract alone

    /** The one under test. */
    abstract Connector connector();

    /** Fails if a secret of the platform's is in it. */
    abstract void assertNoSecret(String text);

    /** Requests as the platform sends them, genuine at this moment, each with one event or more; none if it sends none. */
    protected List<RawRequest> genuine() {
        return List.of();
    }

    /** Requests that were genuine an hour ago; none if this scheme knows no time. */
    protected List<RawRequest> stale() {
        return List.of();
    }

    /** Join tokens as the platform makes them, good at this moment, each with the account that it is of; none if they are not read. */
    protected Map<String, String> joinTokens() {
        return Map.of();
    }

    /** Whether what the platform sends is signed; if not, only a password shows who it is. */
    protected boolean signsBodies() {
        return true;
    }

    @Test
    void believesWhatIsGenuineAndReadsItTheSameTwice() {
        for (RawRequest request : genuine()) {
            Inbound inbound = connector().inbound().orElseThrow();
            assertThat(inbound.verify(request, clock.instant()).genuine()).isTrue();

            List<InboundEvent> events = inbound.decode(request);

            assertThat(events).isNotEmpty().isEqualTo(inbound.decode(request));
            events.forEach(e -> assertNoSecret(e.id() + e.data()));
            assertThat(events).allSatisfy(e -> assertThat(e.type()).startsWith("dev.pullcord."));
        }
    }

    @Test
    void believesNothingThatWasChangedOrIsUnsigned() {
        for (RawRequest request : genuine()) {
            Inbound inbound = connector().inbound().orElseThrow();
            byte[] changed = bytes(request);
            changed[changed.length / 2] ^= 1;
            RawRequest tampered = with(request, request.headers(), changed);
            RawRequest bare = with(request, Map.of(), changed);

            assertThat(inbound.verify(tampered, clock.instant()).genuine()).isEqualTo(!signsBodies());
            assertThat(inbound.verify(bare, clock.instant()).genuine()).isFalse();
        }
    }

    @Test
    void believesNoCredentialsThatAreNearlyRight() {
        for (RawRequest request : genuine()) {
            Inbound inbound = connector().inbound().orElseThrow();
            request.headers().forEach((name, values) -> {
                Map<String, List<String>> headers = new HashMap<>(request.headers());
                for (String nearly : List.of("", values.get(0) + "x", "Bearer " + values.get(0))) {
                    headers.put(name, List.of(nearly));
                    if (isCredential(name)) {
                        assertThat(inbound.verify(with(request, headers, bytes(request)), clock.instant())
                                        .genuine())
                                .isFalse();
                    }
                }
            });
        }
    }

    @Test
    void believesNothingThatWasSignedLongAgo() {
        for (RawRequest request : stale()) {
            Inbound.Verification said = connector().inbound().orElseThrow().verify(request, clock.instant());
            assertThat(said.genuine()).isFalse();
            assertNoSecret(said.toString());
        }
    }

    @Test
    void believesJoinTokensOfThePlatformsAndNoOthers() {
        joinTokens().forEach((token, account) -> {
            JoinTokens read = connector().joinTokens().orElseThrow();
            assertThat(read.holder(token, clock.instant()))
                    .hasValueSatisfying(holder -> assertThat(holder.account()).isEqualTo(account));
            assertThat(read.holder(token, clock.instant()).orElseThrow().toString())
                    .doesNotContain(account);
            for (int i = 0; i < token.length() - 1; i += 7) { // the last one holds bits that are not read
                String changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
                assertThat(read.holder(changed, clock.instant())).isEmpty();
            }
            for (String nonsense : List.of("", ".", "..", "a.b.c", token + "x", token.repeat(2), "\u0000")) {
                assertThat(read.holder(nonsense, clock.instant())).isEmpty();
            }
        });
    }

    private static boolean isCredential(String header) {
        return header.equals("authorization") || header.contains("signature");
    }

    @Test
    void whatCannotBeReadIsRefusedWithoutQuotingIt() {
        for (RawRequest request : genuine()) {
            Inbound inbound = connector().inbound().orElseThrow();
            RawRequest nonsense = with(request, request.headers(), "{\"hush-hush\":".getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(() -> inbound.decode(nonsense))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("hush");
        }
    }

    private static byte[] bytes(RawRequest request) {
        ByteBuffer body = request.body();
        byte[] all = new byte[body.remaining()];
        body.get(all);
        return all;
    }

    private static RawRequest with(RawRequest request, Map<String, List<String>> headers, byte[] body) {
        return new RawRequest(
                request.method(), request.publicUrl(), headers, ByteBuffer.wrap(body), request.remoteAddress());
    }
}
