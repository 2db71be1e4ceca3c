package dev.functiongraph.async.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The packages of the checks of servers. */
class ServerChecksTest {

    @Test
    void eachCheckIsInThePackageOfItsGroup() {
        ServerChecks.all()
                .forEach((id, check) -> assertThat(check.getClass().getPackageName())
                        .as(id)
                        .isEqualTo(ServerChecks.class.getPackageName() + ".check." + id.split("\\.")[0]));
    }
}
