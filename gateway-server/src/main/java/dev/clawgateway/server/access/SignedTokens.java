package dev.clawgateway.server.access;

import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.server.access.token.TokenCodec;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Signs and reads tokens for whoever hands them out, and counts who shows bad ones. */
final class SignedTokens implements Tokens {
    private final TokenCodec codec;
    private final TokenJudge judge;
    private final FailedCallers failures;

    /**
     * Tokens.
     *
     * @param judge that leaves to others whether a token was taken back
     */
    SignedTokens(TokenCodec codec, TokenJudge judge, FailedCallers failures) {
        this.codec = codec;
        this.judge = judge;
        this.failures = failures;
    }

    @Override
    public String sign(Credential credential) {
        return codec.sign(credential);
    }

    @Override
    public void read(Peer peer, List<String> tokens, Consumer<Reading> reading) {
        switch (judge.judge(tokens)) {
            case Judgement.Good(Credential credential, _) ->
                    reading.accept(new Reading.Good(credential));
            case Judgement.Expired(Credential credential) ->
                    reading.accept(new Reading.Expired(credential));
            case Judgement.Nothing(Cause why) ->
                    failures.failed(peer, "", why, pause -> reading.accept(refusal(pause)));
        }
    }

    private static Reading refusal(Duration pause) {
        String why = TokenAuthenticator.REFUSAL;
        return pause.isZero() ? new Reading.Bad(why) : new Reading.Later(why, pause);
    }
}
