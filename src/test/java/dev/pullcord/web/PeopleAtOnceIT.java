package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.web.RunningService.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several change of people at once, and what nobody may do for himself. */
class PeopleAtOnceIT extends PeopleGround {
    /** Whom somebody knows keeps his own cases from him: he adds to it, and somebody else takes it off. */
    @Test
    void nobodyLiftsWhatKeepsHisOwnCasesFromHim() {
        assertThat(call("PATCH", "/v1/people/lead", "pat_admin", "{\"relations\":[\"acc-1\"]}")
                        .status())
                .isEqualTo(200);

        Reply lifted = call("PATCH", "/v1/people/lead", "pat_lead", "{\"relations\":[]}");
        assertThat(lifted.status()).isEqualTo(403);
        assertThat(lifted.problem()).isEqualTo("own-relation");
        assertThat(call("PATCH", "/v1/people/lead", "pat_lead", "{\"relations\":[\"acc-1\",\"acc-2\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(call("PATCH", "/v1/people/lead", "pat_admin", "{\"relations\":[\"acc-2\"]}")
                        .json()
                        .path("relations"))
                .hasSize(1);
        assertThat(written().stream()
                        .map(e -> e.draft().detail())
                        .filter(detail -> detail.containsKey("relationsRemoved"))
                        .map(detail -> detail.get("relationsAdded") + " " + detail.get("relationsRemoved")))
                .containsExactly("1 0", "1 0", "0 1");
    }

    @Test
    void changesOfDifferentPartsAtTheSameTimeAllStand() throws Exception {
        for (int round = 0; round < 5; round++) {
            String word = "acc-" + round;
            List<String> parts = List.of(
                    "{\"languages\":[\"fi\"]}",
                    "{\"queues\":[\"general\"]}",
                    "{\"skills\":[\"panic_live\"]}",
                    "{\"relations\":[\"" + word + "\"]}");
            List<java.util.concurrent.CompletableFuture<Reply>> all = parts.stream()
                    .map(part -> java.util.concurrent.CompletableFuture.supplyAsync(
                            () -> call("PATCH", "/v1/people/moderator", "pat_admin", part)))
                    .toList();
            for (java.util.concurrent.CompletableFuture<Reply> one : all) {
                assertThat(one.get().status()).isEqualTo(200);
            }

            JsonNode now = call("GET", "/v1/people/moderator", "pat_lead", "").json();
            assertThat(now.path("languages")).hasSize(1);
            assertThat(now.path("queues")).hasSize(1);
            assertThat(now.path("skills")).hasSize(1);
            assertThat(now.path("relations").get(0).asText()).isEqualTo(word);
            call(
                    "PATCH",
                    "/v1/people/moderator",
                    "pat_admin",
                    "{\"languages\":[],\"queues\":[],\"skills\":[],\"relations\":[]}");
        }
    }

    @Test
    void ofManyWhoEnterOneNameAtTheSameTimeOneDoes() throws Exception {
        List<String> names = List.of("Twin", "twin", "Twin", "Tw\\u00adin", "TWIN", "Twin");
        List<java.util.concurrent.CompletableFuture<Reply>> all = names.stream()
                .map(name -> java.util.concurrent.CompletableFuture.supplyAsync(() ->
                        call("POST", "/v1/people", "pat_admin", "{\"name\":\"" + name + "\",\"role\":\"senior\"}")))
                .toList();
        int entered = 0;
        for (java.util.concurrent.CompletableFuture<Reply> one : all) {
            entered += one.get().status() == 201 ? 1 : 0;
        }

        assertThat(entered).isEqualTo(1);
    }

    @Test
    void aLinkOfSomebodyWhoIsDisabledLeadsNowhere() {
        String link = call("POST", "/v1/people/moderator/links", "pat_admin", "{}")
                .json()
                .path("link")
                .asText();
        assertThat(link).contains("/setup/");
        call("PATCH", "/v1/people/moderator", "pat_admin", "{\"disabled\":true}");

        assertThat(call("POST", "/v1/people/moderator/links", "pat_admin", "{}").problem())
                .isEqualTo("disabled");
        String code = link.substring(link.lastIndexOf('/') + 1);
        Reply taken = service.send(service.request("/v1/invitations/" + code)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(taken.status()).isEqualTo(404);
    }

    /** Else one that leaked would renew itself for ever. */
    @Test
    void aTokenMakesNoneThatOutlivesIt() {
        JsonNode day = call(
                        "POST", "/v1/me/tokens", "pat_lead", "{\"name\":\"day\",\"scopes\":[\"people\"],\"days\":1}")
                .json();

        JsonNode child = call(
                        "POST",
                        "/v1/me/tokens",
                        day.path("token").asText(),
                        "{\"name\":\"year\",\"scopes\":[\"people\"],\"days\":366}")
                .json();

        assertThat(child.path("expiresAt").asText())
                .isEqualTo(day.path("expiresAt").asText());
    }
}
