package dev.pullcord.flow;

import dev.pullcord.plugin.ActionResult;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Letters by way of a mail server. Safe from any thread. */
final class Letters {
    private final MailClient client;
    private final String from;
    private final Clock clock;

    Letters(Vertx vertx, Channels.Mail mail, Clock clock) {
        this.from = mail.from();
        this.clock = clock;
        MailConfig config = new MailConfig()
                .setHostname(mail.host())
                .setPort(mail.port())
                .setSsl(mail.tls() == Channels.Tls.IMPLICIT)
                .setStarttls(mail.tls() == Channels.Tls.REQUIRED ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setLogin(mail.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setConnectTimeout(5_000)
                .setKeepAlive(false); // there are few, and a connection that died unseen would cost one its first try
        mail.user().ifPresent(config::setUsername);
        mail.password().ifPresent(config::setPassword);
        this.client = MailClient.create(vertx, config);
    }

    /** Never completes exceptionally. Done means that the server took it. */
    CompletionStage<ActionResult> write(String to, String subject, String text, Duration within) {
        Instant begun = clock.instant();
        MailMessage letter = new MailMessage()
                .setFrom(from)
                .setTo(to)
                .setSubject("[Pullcord] " + subject)
                .setText(text);
        return client.sendMail(letter)
                .timeout(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS)
                .map(sent -> ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), since(begun)))
                .otherwise(failure -> ActionResult.failed(
                        "the mail server did not take it: " + failure.getClass().getSimpleName(), since(begun)))
                .toCompletionStage();
    }

    private Duration since(Instant begun) {
        Duration took = Duration.between(begun, clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }
}
