package dev.functiongraph.async.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.functiongraph.async.server.invocation.FunctionLog;
import java.time.Clock;

@AnalyzeClasses(
        packages = ArchitectureTest.ROOT,
        importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    static final String ROOT = "dev.functiongraph.async.server";

    @ArchTest
    static final ArchRule arrowsPointInwards = noClasses()
            .that()
            .resideInAPackage(ROOT + ".invocation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".http..", ROOT + ".store..", ROOT + ".runtime..", ROOT + ".config..", ROOT);

    @ArchTest
    static final ArchRule functionsKnowNoInvocations = noClasses()
            .that()
            .resideInAPackage(ROOT + ".function..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".invocation..",
                    ROOT + ".http..",
                    ROOT + ".store..",
                    ROOT + ".runtime..",
                    ROOT + ".config..",
                    ROOT);

    @ArchTest
    static final ArchRule httpKnowsNoOtherAdapter = noClasses()
            .that()
            .resideInAPackage(ROOT + ".http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".store..", ROOT + ".runtime..", ROOT);

    @ArchTest
    static final ArchRule storesKnowNoOtherAdapter = noClasses()
            .that()
            .resideInAPackage(ROOT + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".http..", ROOT + ".runtime..", ROOT + ".config..", ROOT + ".api..", ROOT);

    @ArchTest
    static final ArchRule runtimesKnowNoOtherAdapter = noClasses()
            .that()
            .resideInAPackage(ROOT + ".runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".http..", ROOT + ".store..", ROOT + ".config..", ROOT + ".api..", ROOT);

    @ArchTest
    static final ArchRule operatorCommandsKnowPortsAlone = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".operator..", ROOT + ".local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".store.sql..",
                    ROOT + ".store.sqlite..",
                    ROOT + ".store.postgresql..",
                    ROOT + ".http..",
                    ROOT + ".runtime..");

    /** It is one of the callers of the API, of which the server itself knows nothing. */
    @ArchTest
    static final ArchRule theLocalLoopAloneUsesTheClient = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.functiongraph.async.client..");

    @ArchTest
    static final ArchRule theSharedPartOfStoresKnowsNoneOfThem = noClasses()
            .that()
            .resideInAPackage(ROOT + ".store.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".store.sqlite..", ROOT + ".store.postgresql..", "org.sqlite..", "org.postgresql..");

    @ArchTest
    static final ArchRule storesDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(ROOT + ".store.postgresql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".store.sqlite..");

    /** One door: what else is public are ports, values, and exceptions. */
    @ArchTest
    static final ArchRule theCoreHasOneDoor = classes()
            .that()
            .resideInAPackage(ROOT + ".invocation..")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotRecords()
            .and()
            .areNotEnums()
            .and()
            .areNotAssignableTo(Exception.class)
            .and()
            .areNotAssignableTo(Clock.class)
            .and()
            .areNotAssignableTo(FunctionLog.class)
            .should()
            .haveSimpleName("InvocationEngine");

    @ArchTest
    static final ArchRule theCoreIsFreeOfTechnology = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".invocation..", ROOT + ".function..", ROOT + ".credentials..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "org.glassfish..",
                    "org.eclipse.jetty..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..");

    @ArchTest
    static final ArchRule thereIsNoCircle =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule thereIsNoCircleBetweenTheRoomsOfHttp =
            slices().matching(ROOT + ".http.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRoomsOfHttpDoNotKnowTheHouse = noClasses()
            .that()
            .resideInAPackage(ROOT + ".http.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".http");
}
