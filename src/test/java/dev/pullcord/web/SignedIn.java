package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.web.RunningService.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/** A browser that has signed in by the one good link of {@link RunningService}. */
final class SignedIn {
    private final RunningService service;
    private final String cookie;
    private final String csrf;

    private SignedIn(RunningService service, String cookie, String csrf) {
        this.service = service;
        this.cookie = cookie;
        this.csrf = csrf;
    }

    static SignedIn at(RunningService service) {
        service.invite();
        Reply taken = take(service, "good-code");
        assertThat(taken.status()).isEqualTo(303);
        String cookie = taken.header("set-cookie").split(";", 2)[0];
        Reply session = service.send(
                service.request("/v1/session").header("Cookie", cookie).build());
        return new SignedIn(service, cookie, session.json().path("csrfToken").asText());
    }

    static Reply take(RunningService service, String code) {
        return service.send(service.request("/v1/invitations/" + code)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("want=session"))
                .build());
    }

    Reply send(String method, String path) {
        return send(method, path, Optional.of(csrf), Optional.empty());
    }

    Reply send(String method, String path, String json) {
        return service.send(service.request(path)
                .header("Cookie", cookie)
                .header("Pullcord-Csrf", csrf)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    /** @param site what the browser says of where the request comes from */
    Reply send(String method, String path, Optional<String> token, Optional<String> site) {
        HttpRequest.Builder request = service.request(path).header("Cookie", cookie);
        token.ifPresent(t -> request.header("Pullcord-Csrf", t));
        site.ifPresent(s -> request.header("Sec-Fetch-Site", s));
        return service.send(request.method(method, BodyPublishers.noBody()).build());
    }

    String csrf() {
        return csrf;
    }
}
