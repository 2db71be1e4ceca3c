package dev.functiongraph.async.compatibility;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityGateTest {

    private static final String FUNCTION = "/v2/{project_id}/fgs/functions/{function_urn}";
    private static final String INVOKE = FUNCTION + "/invocations-async";
    private static final String LIST = FUNCTION + "/async-invocations";
    private static final String CANCEL = FUNCTION + "/cancel";

    private final ObjectNode spec = Specs.newestReleased();
    private final CompatibilityGate gate = new CompatibilityGate(Specs.newestReleased());

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingEdits")
    void aBreakingEditFailsWithWhatBrokeAndWhere(String name, Consumer<ObjectNode> edit, String what, String where) {
        edit.accept(spec);

        assertThatThrownBy(() -> gate.check(spec))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks those who rely on the released version")
                .hasMessageContaining("\n  " + what)
                .hasMessageContaining("\n      in " + where)
                .hasMessageContaining("set info.version in openapi.yaml to 2.0.0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingEdits")
    void aHigherMajorVersionAcceptsABreakingEdit(String name, Consumer<ObjectNode> edit) {
        edit.accept(spec);
        at(spec, "/info").put("version", "2.0.0");

        assertThatCode(() -> gate.check(spec)).doesNotThrowAnyException();
    }

    static Stream<Arguments> breakingEdits() {
        return Stream.of(
                breaking(
                        "field removed",
                        spec -> {
                            schema(spec, "ErrorResponse", "/properties").remove("error_msg");
                            ((ArrayNode) schema(spec, "ErrorResponse", "").get("required")).remove(1);
                        },
                        "/components/schemas/ErrorResponse/properties/error_msg: removed",
                        "POST " + INVOKE),
                breaking(
                        "optional field removed",
                        spec -> schema(spec, "AsyncInvocationRecord", "/properties")
                                .remove("end_time"),
                        "/components/schemas/AsyncInvocationRecord/properties/end_time: removed",
                        "GET " + LIST),
                breaking(
                        "field made optional",
                        spec -> ((ArrayNode)
                                        schema(spec, "AsyncInvocationPage", "").get("required"))
                                .remove(1),
                        "/components/schemas/AsyncInvocationPage/required: lost [\"count\"]",
                        "GET " + LIST),
                breaking(
                        "field of a request made mandatory",
                        spec -> ((ArrayNode) schema(spec, "CancelRequest", "").get("required")).add("type"),
                        "/components/schemas/CancelRequest/required: gained [\"type\"]",
                        "POST " + CANCEL),
                breaking(
                        "type changed",
                        spec -> schema(spec, "AsyncInvocationRecord", "/properties/error_code")
                                .put("type", "string"),
                        "/components/schemas/AsyncInvocationRecord/properties/error_code/type: "
                                + "\"integer\" became \"string\"",
                        "GET " + LIST),
                breaking(
                        "status removed",
                        spec -> operation(spec, INVOKE, "post", "/responses").remove("429"),
                        place(INVOKE, "post/responses/429") + ": removed",
                        "POST " + INVOKE),
                breaking(
                        "202 became 200",
                        spec -> {
                            ObjectNode responses = operation(spec, INVOKE, "post", "/responses");
                            responses.set("200", responses.remove("202"));
                        },
                        place(INVOKE, "post/responses/202") + ": removed",
                        "POST " + INVOKE),
                breaking(
                        "body made mandatory",
                        spec -> operation(spec, INVOKE, "post", "/requestBody").put("required", true),
                        place(INVOKE, "post/requestBody/required") + ": false became true",
                        "POST " + INVOKE),
                breaking(
                        "pattern narrowed",
                        spec -> at(spec, "/components/parameters/ProjectId/schema")
                                .put("pattern", "^[a-z0-9]{32}$"),
                        "/components/parameters/ProjectId/schema/pattern: \"^[A-Za-z0-9]{32}$\" became "
                                + "\"^[a-z0-9]{32}$\"",
                        "GET " + LIST),
                breaking(
                        "pattern narrowed behind an alternative",
                        spec -> at(spec, "/components/parameters/ProjectId/schema")
                                .put("pattern", "^(?:[A-Za-z0-9]{32}|x)(?:y)$"),
                        "/components/parameters/ProjectId/schema/pattern: \"^[A-Za-z0-9]{32}$\" became "
                                + "\"^(?:[A-Za-z0-9]{32}|x)(?:y)$\"",
                        "GET " + LIST),
                breaking(
                        "map's value type changed",
                        spec -> schema(spec, "InvocationEvent", "/additionalProperties")
                                .put("type", "integer"),
                        "/components/schemas/InvocationEvent/additionalProperties/type: \"string\" became \"integer\"",
                        "POST " + INVOKE),
                breaking(
                        "path changed",
                        spec -> {
                            ObjectNode paths = at(spec, "/paths");
                            paths.set(INVOKE + "-v2", paths.remove(INVOKE));
                        },
                        place(INVOKE, "").replaceFirst("/$", "") + ": removed",
                        "POST " + INVOKE),
                breaking(
                        "security removed",
                        spec -> operation(spec, INVOKE, "post", "").remove("security"),
                        place(INVOKE, "post/security") + ": removed",
                        "POST " + INVOKE),
                breaking(
                        "no credentials no longer enough",
                        spec -> ((ArrayNode) operation(spec, INVOKE, "post", "").get("security")).remove(2),
                        place(INVOKE, "post/security") + ": lost [{}]",
                        "POST " + INVOKE),
                breaking(
                        "operation renamed",
                        spec -> operation(spec, CANCEL, "post", "").put("operationId", "cancel"),
                        place(CANCEL, "post/operationId") + ": \"cancelAsyncInvocation\" became \"cancel\"",
                        "POST " + CANCEL),
                breaking(
                        "shortest URN lengthened",
                        spec -> at(spec, "/components/parameters/FunctionUrn/schema")
                                .put("minLength", 2),
                        "/components/parameters/FunctionUrn/schema/minLength: 1 became 2",
                        "POST " + INVOKE),
                breaking(
                        "field of an answer made nullable",
                        spec -> schema(spec, "AsyncInvocationRecord", "/properties/error_code")
                                .put("nullable", true),
                        "/components/schemas/AsyncInvocationRecord/properties/error_code/nullable: added: true",
                        "GET " + LIST),
                breaking(
                        "default changed",
                        spec -> at(spec, place(LIST, "get/parameters/6/schema")).put("default", 50),
                        place(LIST, "get/parameters/6/schema/default") + ": 100 became 50",
                        "GET " + LIST),
                breaking(
                        "enum of a parameter",
                        spec -> at(spec, "/components/parameters/FunctionUrn/schema")
                                .putArray("enum")
                                .add("test"),
                        "/components/parameters/FunctionUrn/schema/enum: added: [\"test\"]",
                        "POST " + INVOKE),
                breaking(
                        "larger numbers in an answer",
                        spec -> schema(spec, "AsyncInvocationPage", "/properties/count")
                                .put("maximum", 5000),
                        "/components/schemas/AsyncInvocationPage/properties/count/maximum: 500 became 5000",
                        "GET " + LIST),
                breaking(
                        "new value of an answer's enum",
                        spec -> ((ArrayNode)
                                        schema(spec, "InvocationStatus", "").get("enum"))
                                .add("PAUSED"),
                        "/components/schemas/InvocationStatus/enum: gained [\"PAUSED\"]",
                        "GET " + LIST));
    }

    @Test
    void whatGeneratedClassesAreNamedAfterIsNotRenamed() {
        ((ArrayNode) operation(spec, INVOKE, "post", "").get("tags")).set(0, TextNode.valueOf("Calls"));
        ObjectNode schemas = at(spec, "/components/schemas");
        schemas.set("Page", schemas.remove("AsyncInvocationPage"));
        String page = "/responses/200/content/application~1json/schema";
        at(spec, place(LIST, "get" + page)).put("$ref", "#/components/schemas/Page");

        assertThatThrownBy(() -> gate.check(spec))
                .hasMessageContaining(place(INVOKE, "post/tags/0") + ": \"Invocations\" became \"Calls\"")
                .hasMessageContaining("/components/schemas/AsyncInvocationPage: removed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("additions")
    void anAdditionPasses(String name, Consumer<ObjectNode> edit) {
        edit.accept(spec);

        assertThatCode(() -> gate.check(spec)).doesNotThrowAnyException();
    }

    static Stream<Arguments> additions() {
        return Stream.of(
                addition("nothing", spec -> {}),
                addition(
                        "body no longer mandatory",
                        spec -> operation(spec, CANCEL, "post", "/requestBody").put("required", false)),
                addition(
                        "pattern of an answer",
                        spec -> schema(spec, "ErrorResponse", "/properties/error_msg")
                                .put("pattern", "^.*$")),
                addition(
                        "alternative of a pattern",
                        spec -> at(spec, "/components/parameters/ProjectId/schema")
                                .put("pattern", "^(?:[A-Za-z0-9]{32}|default)$")),
                addition("higher version", spec -> at(spec, "/info").put("version", "1.10.0")),
                addition(
                        "field of a request made nullable",
                        spec -> schema(spec, "CancelRequest", "/properties/type")
                                .put("nullable", true)),
                addition(
                        "no further fields of an answer",
                        spec -> schema(spec, "AsyncInvocationPage", "").put("additionalProperties", false)),
                addition(
                        "other words",
                        spec -> operation(spec, INVOKE, "post", "").put("description", "Other words.")),
                addition(
                        "new optional field of an answer",
                        spec -> schema(spec, "AsyncInvocation", "/properties")
                                .putObject("queued_at")
                                .put("type", "string")),
                addition(
                        "new optional field of a request",
                        spec -> schema(spec, "CancelRequest", "/properties")
                                .putObject("reason")
                                .put("type", "string")),
                addition("new optional query parameter", spec -> {
                    ObjectNode parameter =
                            ((ArrayNode) operation(spec, LIST, "get", "").get("parameters")).addObject();
                    parameter.put("name", "order").put("in", "query");
                    parameter.putObject("schema").put("type", "string");
                }),
                addition("new path", spec -> {
                    ObjectNode operation =
                            at(spec, "/paths").putObject(FUNCTION + "/purge").putObject("post");
                    operation.set(
                            "parameters", operation(spec, CANCEL, "post", "").get("parameters"));
                    operation.putObject("responses").putObject("204").put("description", "Purged.");
                }));
    }

    /** openapi-diff does not see it at all, so that no operation can be named. */
    @Test
    void furtherFieldsOfARequestMayNotBeForbidden() {
        schema(spec, "CancelRequest", "").put("additionalProperties", false);

        assertThatThrownBy(() -> gate.check(spec))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\n  /components/schemas/CancelRequest/additionalProperties: added: false");
    }

    @Test
    void aVersionBelowTheReleasedOneFails() {
        String released = at(spec, "/info").path("version").textValue();
        at(spec, "/info").put("version", "1.0.9");

        assertThatThrownBy(() -> gate.check(spec))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("info.version 1.0.9, and " + released + " is released");
    }

    @Test
    void theMessageNamesEachBreakingChangeAndNoAddition() {
        schema(spec, "AsyncInvocation", "/properties").putObject("queued_at").put("type", "string");
        operation(spec, INVOKE, "post", "/responses").remove("429");
        operation(spec, CANCEL, "post", "/responses").remove("404");

        assertThatThrownBy(() -> gate.check(spec))
                .hasMessageContaining("post/responses/429: removed")
                .hasMessageContaining("post/responses/404: removed")
                .hasMessageNotContaining("queued_at");
    }

    @Test
    void aReferenceToANewSchemaIsNotWhatBroke() {
        ObjectNode schemas = at(spec, "/components/schemas");
        schemas.set("Accepted", schemas.get("AsyncInvocation").deepCopy());
        operation(spec, INVOKE, "post", "/responses/202/content/application~1json/schema")
                .put("$ref", "#/components/schemas/Accepted");
        operation(spec, INVOKE, "post", "/responses").remove("429");

        assertThatThrownBy(() -> gate.check(spec))
                .hasMessageContaining("post/responses/429: removed")
                .hasMessageNotContaining("Accepted");
    }

    private static Arguments breaking(String name, Consumer<ObjectNode> edit, String what, String where) {
        return arguments(name, edit, what, where);
    }

    private static Arguments addition(String name, Consumer<ObjectNode> edit) {
        return arguments(name, edit);
    }

    private static ObjectNode at(ObjectNode spec, String pointer) {
        return (ObjectNode) spec.requiredAt(pointer);
    }

    private static ObjectNode schema(ObjectNode spec, String name, String pointer) {
        return at(spec, "/components/schemas/" + name + pointer);
    }

    private static ObjectNode operation(ObjectNode spec, String path, String method, String pointer) {
        return at(spec, place(path, method) + pointer);
    }

    private static String place(String path, String below) {
        return "/paths/" + path.replace("/", "~1") + "/" + below;
    }
}
