package dev.pullcord;

import dev.pullcord.flow.Channels;
import dev.pullcord.review.QuietHours;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How people are told of a missed deadline who are not at the desk. Which level tells whom is the policy's business.
 *
 * @param webhookUrl where a signed message is posted, default none
 * @param webhookSecret what signs it, {@code whsec_} and base64 of 24 … 64 bytes, default none. Secret
 * @param pagerDutyUrl where events are posted, default PagerDuty's own; whoever speaks its Events v2 will do
 * @param pagerDutyKey the integration's routing key, default none. Secret
 * @param slackUrl a chat's incoming webhook, default none. Secret, as it lets anybody post
 * @param mailHost the mail server, default none
 * @param mailPort default 587
 * @param mailTls {@code required} (STARTTLS, the default), {@code implicit} or {@code none}
 * @param mailUser for its log-in, default none
 * @param mailPassword default none. Secret
 * @param mailFrom who writes, default none
 * @param mailTo who is always told, default none: then only those on call, and persons
 * @param quietHours when what can wait does, {@code 22:00-07:00 Europe/Berlin}, default none. Never holds back a panic,
 *     immediate danger, or what involves a minor
 */
record NoticesConfig(
        Optional<URI> webhookUrl,
        Optional<Config.Secret> webhookSecret,
        URI pagerDutyUrl,
        Optional<Config.Secret> pagerDutyKey,
        Optional<Config.Secret> slackUrl,
        Optional<String> mailHost,
        int mailPort,
        Channels.Tls mailTls,
        Optional<String> mailUser,
        Optional<Config.Secret> mailPassword,
        Optional<String> mailFrom,
        Optional<String> mailTo,
        Optional<String> quietHours) {
    private static final Pattern QUIET = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,]+@[^\\s@<>,]+");

    NoticesConfig {
        webhookUrl.ifPresent(url -> {
            web("notices.webhookUrl", url);
            Config.require(
                    webhookSecret.isPresent(), "notices.webhookSecret", "", "missing, and notices.webhookUrl is set");
        });
        webhookSecret.ifPresent(secret -> Config.require(
                signs(secret.value()), "notices.webhookSecret", secret, "not whsec_ and the base64 of 24 … 64 bytes"));
        web("notices.pagerDutyUrl", pagerDutyUrl);
        slackUrl.ifPresent(url -> Config.require(
                url.value().matches("https?://[^\\s/]+/\\S*"), "notices.slackUrl", url, "no http(s) URL with a path"));
        Config.require(mailPort >= 1 && mailPort <= 65_535, "notices.mailPort", mailPort, "outside 1 … 65535");
        mailHost.ifPresent(host ->
                Config.require(mailFrom.isPresent(), "notices.mailFrom", "", "missing, and notices.mailHost is set"));
        mailUser.ifPresent(user -> Config.require(
                mailPassword.isPresent(), "notices.mailPassword", "", "missing, and notices.mailUser is set"));
        mailFrom.ifPresent(address -> address("notices.mailFrom", address));
        mailTo.ifPresent(address -> address("notices.mailTo", address));
        quietHours.ifPresent(text -> Config.require(
                read(text).isPresent(), "notices.quietHours", text, "not like 22:00-07:00 Europe/Berlin"));
    }

    /** Nobody is told, until something is set. */
    static NoticesConfig defaults() {
        return new NoticesConfig(
                Optional.empty(),
                Optional.empty(),
                URI.create("https://events.pagerduty.com/v2/enqueue"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                587,
                Channels.Tls.REQUIRED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** As the flow knows them. */
    Channels.Settings forFlow(URI console) {
        return new Channels.Settings(
                webhookUrl.map(url ->
                        new Channels.Webhook(url, webhookSecret.orElseThrow().value())),
                pagerDutyKey.map(key -> new Channels.PagerDuty(pagerDutyUrl, key.value())),
                slackUrl.map(url -> URI.create(url.value())),
                mailHost.map(host -> new Channels.Mail(
                        host,
                        mailPort,
                        mailTls,
                        mailUser,
                        mailPassword.map(Config.Secret::value),
                        mailFrom.orElseThrow(),
                        mailTo)),
                console,
                quietHours.flatMap(NoticesConfig::read));
    }

    private static void web(String key, URI url) {
        Config.require(
                Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null,
                key,
                url,
                "no http(s) URL");
    }

    private static void address(String key, String address) {
        Config.require(ADDRESS.matcher(address).matches(), key, address, "no mail address");
    }

    private static boolean signs(String secret) {
        try {
            int bytes = secret.startsWith("whsec_")
                    ? Base64.getDecoder().decode(secret.substring("whsec_".length())).length
                    : 0;
            return bytes >= 24 && bytes <= 64;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<QuietHours> read(String text) {
        Matcher m = QUIET.matcher(text);
        try {
            return m.matches()
                    ? Optional.of(new QuietHours(
                            LocalTime.parse(m.group(1)), LocalTime.parse(m.group(2)), ZoneId.of(m.group(3))))
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }
}
