package dev.pullcord.connectors.generic;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a platform is called back, and whether we may: nobody shall make this service call what lies inside its own
 * network (server-side request forgery).
 *
 * <p><b>What is done.</b> Only {@code https}, unless plain {@code http} is allowed; no user info, no fragment. Before every
 * try the host is resolved and <em>all</em> its addresses must be public. Redirects are not followed.
 *
 * <p><b>What remains.</b> The JDK's client resolves the name once more when it connects, and the JDK of this baseline
 * offers no way to hand it the address that was looked at. Between the two look-ups lie milliseconds, and the JVM
 * answers the second one from its cache (30 s by default; do not set {@code networkaddress.cache.ttl} to 0). Whoever
 * turns his name within that gap gets, over {@code https}, no more than a TCP connection and a TLS hello: an inner
 * service has no certificate for his name, so no request is sent. Over plain {@code http} the request would be sent;
 * that is why it must be allowed by hand. Where this is too little, let the service out through a filtering proxy or
 * firewall.
 *
 * @param uri where to
 * @param privateAllowed whether its addresses may be private ones
 */
record Callback(URI uri, boolean privateAllowed) {
    /** Reads the settings {@code callback}, {@code allowPrivate} and {@code allowHttp}. */
    static Callback of(Map<String, String> config) {
        String text = config.get("callback");
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("callback: is missing; there is nowhere to send actions to");
        }
        boolean privateAllowed = flag(config, "allowPrivate");
        URI uri = parse(text.strip());
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("callback: must be an https address");
        }
        if (scheme.equals("http") && !flag(config, "allowHttp") && !privateAllowed) {
            throw new IllegalArgumentException("callback: plain http needs dispatch.allowPrivateAddresses");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("callback: must have a host, no user info and no fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) { // -1 is none
            throw new IllegalArgumentException("callback: its port is outside 1 … 65535");
        }
        return new Callback(uri, privateAllowed);
    }

    /**
     * Why it must not be called now; empty when it may be. Blocks while the host is resolved.
     *
     * @throws UnknownHostException if the host has no address
     */
    Optional<String> objection() throws UnknownHostException {
        if (privateAllowed) {
            return Optional.empty();
        }
        String host = uri.getHost();
        InetAddress[] addresses = InetAddress.getAllByName(host); // brackets of IPv6 literals are understood
        return Arrays.stream(addresses).allMatch(PublicAddress::is)
                ? Optional.empty()
                : Optional.of(
                        "the callback's host has an address that is not public; see dispatch.allowPrivateAddresses");
    }

    @Override
    public String toString() {
        return "Callback[" + uri.getHost() + "]"; // path and query may hold tokens
    }

    private static URI parse(String text) {
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("callback: is no address: " + e.getReason());
        }
    }

    private static boolean flag(Map<String, String> config, String key) {
        String value = config.getOrDefault(key, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(key + ": must be true or false");
        }
        return value.equals("true");
    }
}
