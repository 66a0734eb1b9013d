package dev.pullcord.redis;

import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Filing;
import dev.pullcord.wire.StoredJson;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Platforms' accounts at authorities on Redis, sealed; those of test and of production lie apart. */
public final class RedisAuthorityAccounts implements AuthorityAccount.Book {
    private final RedisLink link;
    private final Keys keys;
    private final Seal seal;

    RedisAuthorityAccounts(RedisLink link, Keys keys, Seal seal) {
        this.link = link;
        this.keys = keys;
        this.seal = seal;
    }

    @Override
    public CompletionStage<Optional<AuthorityAccount>> find(
            String platform, String authority, Filing.Environment environment) {
        String field = authority + ':' + environment.word();
        return link.commands()
                .hget(keys.authorityAccounts(platform), field)
                .thenApply(stored -> Optional.ofNullable(stored)
                        .map(text -> StoredJson.read(seal.open(text, platform + '/' + field), AuthorityAccount.class)));
    }

    @Override
    public CompletionStage<Optional<Filing.Environment>> chosen(String platform, String authority) {
        return link.commands()
                .hget(keys.authorityAccounts(platform), authority)
                .thenApply(name -> Optional.ofNullable(name).map(Filing.Environment::valueOf));
    }

    @Override
    public CompletionStage<Void> put(String platform, AuthorityAccount account) {
        String field = account.authority() + ':' + account.environment().word();
        String closed = seal.close(StoredJson.write(account), platform + '/' + field);
        return link.commands()
                .hset(
                        keys.authorityAccounts(platform),
                        Map.of(
                                field,
                                closed,
                                account.authority(),
                                account.environment().name()))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Void> choose(String platform, String authority, Filing.Environment environment) {
        return link.commands()
                .hset(keys.authorityAccounts(platform), authority, environment.name())
                .thenAccept(set -> {});
    }
}
