package dev.pullcord.bridge;

import dev.pullcord.acceptance.ServiceProcess;
import dev.pullcord.wire.DemoCredentials;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A second platform on a service that runs, with a key and with people of its own. */
final class AnotherPlatform {
    /** For the commands: what the service itself may call. */
    static final Map<String, String> SETTINGS = Map.of("PULLCORD_DISPATCH_ALLOW_PRIVATE_ADDRESSES", "true");

    private static final Pattern KEY = Pattern.compile("key +(\\S+)");

    private AnotherPlatform() {}

    static DemoCredentials on(ServiceProcess service, String name, URI callback) {
        String added = service.run("platform", "add", name, "--callback", callback.toString())
                .output();
        Matcher key = KEY.matcher(added);
        if (!key.find()) {
            throw new IllegalStateException("no key was printed");
        }
        CompletableFuture<String> lead = CompletableFuture.supplyAsync(() -> token(service, name, "Lea", "lead"));
        CompletableFuture<String> senior = CompletableFuture.supplyAsync(() -> token(service, name, "Sam", "senior"));
        String moderator = token(service, name, "Mo", "moderator");
        return new DemoCredentials(
                service.baseUrl(),
                service.managementUrl(),
                name,
                key.group(1),
                Map.of("moderator", moderator, "senior", senior.join(), "lead", lead.join()),
                Map.of(),
                List.of(new DemoCredentials.Moderator("Mo", moderator)),
                new DemoCredentials.Callback(callback, ""));
    }

    private static String token(ServiceProcess service, String platform, String person, String role) {
        service.run("people", "add", person, "--role", role, "--platform", platform);
        String printed =
                service.run("people", "token", person, "--platform", platform).output();
        return printed.substring(printed.lastIndexOf('\n') + 1).strip();
    }
}
