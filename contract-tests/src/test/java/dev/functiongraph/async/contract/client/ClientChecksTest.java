package dev.functiongraph.async.contract.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The packages of the checks of clients. */
class ClientChecksTest {

    @Test
    void eachCheckIsInThePackageOfItsGroup() {
        ClientChecks.of(1)
                .forEach((id, check) -> assertThat(check.judge().getClass().getPackageName())
                        .as(id)
                        .isEqualTo(ClientChecks.class.getPackageName() + ".check."
                                + id.split("\\.")[0].replaceFirst("client-", "")));
    }
}
