package dev.pullcord.web;

import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Access tokens of the provider, for programs of people who have signed in by it at least once. They act in the role that
 * the last sign-in gave.
 */
final class ProviderTokens {
    private final Optional<Provider> provider;
    private final People people;
    private final WorkerExecutor workers;

    /** @param workers where the provider is asked for its keys */
    ProviderTokens(Optional<Provider> provider, People people, WorkerExecutor workers) {
        this.provider = provider.filter(p -> p.settings().audience().isPresent());
        this.people = people;
        this.workers = workers;
    }

    /** Whether such a token could be one of the provider's. */
    boolean takes(String token) {
        return provider.isPresent() && token.startsWith("eyJ");
    }

    /** For whom it speaks; nobody if it is not right, or he is disabled or was never here. */
    Future<Optional<Person>> find(RoutingContext ctx, String token) {
        Provider at = provider.orElseThrow();
        return workers.executeBlocking(() -> Optional.of(at.bearer(token)), false)
                .recover(failure -> failure instanceof Provider.Refused
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure))
                .compose(who -> who.isEmpty()
                        ? Future.succeededFuture(Optional.<Person>empty())
                        : Answer.of(ctx, people.find(ProviderRoutes.id(at, who.get())))
                                .map(found -> found.filter(person -> !person.disabled())));
    }
}
