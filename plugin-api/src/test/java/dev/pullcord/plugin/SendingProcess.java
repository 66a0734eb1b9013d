package dev.pullcord.plugin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A platform's process that sends flags about ten accounts until it is killed, and prints what it was told is journaled. */
final class SendingProcess {
    private SendingProcess() {}

    /** Sends: {@code args} are the service's address, the journal, what ids begin with. */
    public static void main(String[] args) throws Exception {
        PullcordClient client = PullcordClient.to(URI.create(args[0]), "pk_test", Clock.systemUTC())
                .journal(Path.of(args[1]))
                .pauses(Duration.ofMillis(10), Duration.ofMillis(100))
                .start();
        for (int i = 0; ; i++) {
            String account = "acc-" + i % 10;
            String id = String.format("%s-%06d-%s", args[2], i, account);
            SafetyEvent event = SafetyEvent.flag(
                            Meeting.of("m"), Party.account("r"), Party.account(account), Reason.HARASSMENT)
                    .withId(id);
            client.send(event).thenAccept(kept -> {
                if (kept == Kept.JOURNALED) {
                    System.out.println(id); // a line is written whole
                }
            });
            LockSupport.parkNanos(500_000);
        }
    }
}
