package dev.pullcord.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cookie that a browser is signed in by, and what else a browser must show before it may change something.
 *
 * <p>Other sites can make a browser send requests. The cookie stays away from them ({@code SameSite=Strict}); besides, a
 * write must carry {@link #CSRF} as a header, which no other site can read or set, and must not come from another site by
 * the browser's own word.
 */
final class SessionCookie {
    /** The header with the token that a write needs. */
    static final String CSRF = "pullcord-csrf";

    private static final String NAME = "pullcord-session";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");

    private final boolean plain;

    /**
     * @param publicUrl where people open the console; absent: at this process itself
     * @param host what this process listens on
     */
    SessionCookie(Optional<URI> publicUrl, String host) {
        this.plain = publicUrl
                .map(url -> "http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost()))
                .orElse(LOOPBACK.contains(host));
    }

    /** A new session's secret: 256 random bits. */
    static String secret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Optional<String> read(HttpServerRequest request) {
        Set<Cookie> all = request.cookies(name(request));
        return all.size() == 1
                ? Optional.of(all.iterator().next().getValue()).filter(value -> !value.isEmpty())
                : Optional.empty(); // two of one name: somebody else set one
    }

    void give(HttpServerRequest request, String secret) {
        request.response().addCookie(cookie(request, secret));
    }

    void takeBack(HttpServerRequest request) {
        request.response().addCookie(cookie(request, "").setMaxAge(0));
    }

    /** Without a lifetime: it ends with the browser, or when the service says so. */
    private Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(name(request), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(!plain(request))
                .setSameSite(CookieSameSite.STRICT);
    }

    /** Browsers keep {@code __Host-} cookies over TLS only. Those of a loopback address they share among its ports. */
    private String name(HttpServerRequest request) {
        return plain(request) ? NAME + "-" + request.localAddress().port() : "__Host-" + NAME;
    }

    private boolean plain(HttpServerRequest request) {
        return plain && !"https".equalsIgnoreCase(request.getHeader("x-forwarded-proto"));
    }

    /** What a session's writes are marked by: from its secret, so that nothing more needs to be kept. */
    static String csrf(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("csrf".getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Whether this request of a session changes nothing, or comes from the console itself. */
    static boolean ours(HttpServerRequest request, String secret) {
        if (READS.contains(request.method().name())) {
            return true;
        }
        String given = request.getHeader(CSRF);
        return given != null
                && sameSite(request)
                && MessageDigest.isEqual(
                        csrf(secret).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** What the browser says of where a request comes from, if it says anything; other programs say nothing. */
    static boolean sameSite(HttpServerRequest request) {
        String site = request.getHeader("sec-fetch-site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }
}
