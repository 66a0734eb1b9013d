package dev.pullcord;

import dev.pullcord.web.WebServer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The OpenID Connect provider that people sign in at.
 *
 * @param issuer its issuer's URL, default none: there is no provider
 * @param clientId what it knows this service by, default none
 * @param clientSecret what this service proves it by, default none. Secret
 * @param scope what is asked for, default {@code openid profile}
 * @param groupsClaim the claim that names somebody's groups, default {@code groups}
 * @param roles which group has which role, as {@code group=role, group=role}; default none. The highest counts
 * @param audience what access tokens must be made for, default none: none are taken. Never the client id: its ID tokens
 *     are no access tokens
 * @param platform whose desk its people work, default none: the only one there is
 */
record OidcConfig(
        Optional<URI> issuer,
        Optional<String> clientId,
        Optional<Config.Secret> clientSecret,
        String scope,
        String groupsClaim,
        String roles,
        Optional<String> audience,
        Optional<String> platform) {
    OidcConfig {
        issuer.ifPresent(url -> {
            Config.require(
                    Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null,
                    "oidc.issuer",
                    url,
                    "no http(s) URL");
            Config.require(clientId.isPresent(), "oidc.clientId", "", "missing, and oidc.issuer is set");
            Config.require(clientSecret.isPresent(), "oidc.clientSecret", "", "missing, and oidc.issuer is set");
            Config.require(
                    !roles.isBlank(), "oidc.roles", roles, "empty, and oidc.issuer is set: nobody could come in");
        });
        Config.require(
                audience.isEmpty() || !audience.equals(clientId),
                "oidc.audience",
                audience.orElse(""),
                "oidc.clientId too");
        Config.require(
                roles.isBlank() || ROLES.matcher(roles).matches(),
                "oidc.roles",
                roles,
                "not group=role, group=role; roles are moderator, senior, lead, admin, auditor");
    }

    private static final Pattern ROLES = Pattern.compile(
            "\\s*[^=,]+=(moderator|senior|lead|admin|auditor)\\s*(,\\s*[^=,]+=(moderator|senior|lead|admin|auditor)\\s*)*");

    /** The role's word by the group's name. */
    Map<String, String> roleOfGroup() {
        return Stream.of(roles.split(",", -1))
                .filter(pair -> pair.contains("="))
                .collect(Collectors.toUnmodifiableMap(
                        pair -> pair.substring(0, pair.indexOf('=')).strip(),
                        pair -> pair.substring(pair.indexOf('=') + 1).strip(),
                        (first, second) -> second));
    }

    /** The provider as the web room knows it; empty where none is set. */
    Optional<WebServer.Oidc> forWeb() {
        return issuer.map(known -> new WebServer.Oidc(
                known.toString(),
                clientId.orElseThrow(),
                clientSecret.orElseThrow().value(),
                scope,
                groupsClaim,
                roleOfGroup(),
                audience,
                platform));
    }
}
