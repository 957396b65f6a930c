import CivilTime
import JSONText
import LiquidTemplates

extension StepNode {
  func json(_ names: GraphNames) -> JSONValue {
    let (name, members): (String, [JSONValue.Member]) =
      switch kind {
      case .email(let email, let next): ("email", email.members + [.init("next", names.json(next))])
      case .wait(let rule, let next):
        ("wait", [.init("for", rule.json(names)), .init("next", names.json(next))])
      case .waitForEvent(let wait):
        (
          "waitForEvent",
          [
            .init("event", wait.fact.json(names)), .init("timeout", wait.timeout?.json ?? .null),
            .init("onEvent", names.json(wait.onEvent)),
            .init("onTimeout", names.json(wait.onTimeout)),
          ]
        )
      case .branch(let branch):
        (
          "branch",
          [
            .init(
              "cases",
              .array(
                branch.cases.map {
                  .fields(["when": $0.when.json(names), "next": names.json($0.target)])
                })), .init("else", names.json(branch.otherwise)),
          ]
        )
      case .split(let split): ("split", split.members(names))
      case .action(let action, let next):
        ("action", action.members(names) + [.init("next", names.json(next))])
      case .exit(let reason): ("exit", [.init("reason", .string(reason))])
      case .complete: ("complete", [])
      }
    return .object([.init("id", .string(id)), .init("kind", .string(name))] + members)
  }

  init(_ reader: JSONReader, _ names: GraphNames, _ scope: TemplateScope) throws(StepGraphFault) {
    let next = reader["next"]
    let kind: Kind =
      switch try reader["kind"].string() {
      case "email": .email(try EmailStep(reader, scope), next: try names.step(next))
      case "wait": .wait(try WaitRule(reader["for"], names), next: try names.step(next))
      case "waitForEvent":
        .waitForEvent(
          EventWait(
            fact: try EngagementFact(reader["event"], names),
            timeout: try reader["timeout"].optional { timeout throws(StepGraphFault) in
              try timeout.period()
            }, onEvent: try names.step(reader["onEvent"]),
            onTimeout: try names.step(reader["onTimeout"])))
      case "branch":
        .branch(
          BranchStep(
            cases: try reader["cases"].items().map { item throws(StepGraphFault) in
              BranchStep.Case(
                when: try RuleExpression(item["when"], names), target: try names.step(item["next"]))
            }, otherwise: try names.step(reader["else"])))
      case "split": .split(try SplitStep(reader, names))
      case "action": .action(try ActionStep(reader, names, scope), next: try names.step(next))
      case "exit": .exit(reason: try reader["reason"].string())
      case "complete": .complete
      default: throw reader["kind"].fault("is not a kind of step")
      }
    self.init(id: try reader["id"].string(), kind: kind)
  }
}

extension SplitStep {
  fileprivate func members(_ names: GraphNames) -> [JSONValue.Member] {
    [
      .init("key", names.json(column: keyColumn)),
      .init(
        "winner",
        winner.map {
          .fields(["metric": .string($0.metric.rawValue), "after": $0.after.json])
        } ?? .null),
      .init(
        "variants",
        .array(
          variants.map { variant in
            var members: [JSONValue.Member] = [
              .init("name", .string(variant.name)),
              .init("weight", .integer(Int64(variant.weight))),
              .init("next", names.json(variant.target)),
            ]
            if variant.isHoldout { members.append(.init("holdout", .boolean(true))) }
            if !variant.emails.isEmpty {
              members.append(.init("emails", .array(variant.emails.map { names.json($0) })))
            }
            return .object(members)
          })),
    ]
  }

  fileprivate init(_ reader: JSONReader, _ names: GraphNames) throws(StepGraphFault) {
    self.init(
      variants: try reader["variants"].items().map { item throws(StepGraphFault) in
        Variant(
          name: try item["name"].string(), weight: try item["weight"].int(),
          target: try names.step(item["next"]),
          isHoldout: item["holdout"].value == .boolean(true),
          emails: try item["emails"].optional { emails throws(StepGraphFault) in
            try emails.items().map { email throws(StepGraphFault) in try names.step(email) }
          } ?? [])
      }, keyColumn: try names.column(reader["key"]),
      winner: try reader["winner"].optional { winner throws(StepGraphFault) in
        Winner(metric: try winner["metric"].option(), after: try winner["after"].period())
      })
  }
}

extension ActionStep {
  fileprivate func members(_ names: GraphNames) -> [JSONValue.Member] {
    [
      .init(
        "set",
        .array(
          assignments.map {
            .fields(["column": names.json(column: $0.column), "value": $0.value.json(names)])
          })),
      .init("addTags", .strings(addTags)), .init("removeTags", .strings(removeTags)),
      .init(
        "webhook",
        webhook.map { .fields(["url": $0.url.json, "body": $0.body?.json ?? .null]) } ?? .null),
      .init(
        "notify",
        notification.map { .fields(["to": .string($0.to), "message": $0.message.json]) } ?? .null),
    ]
  }

  fileprivate init(
    _ reader: JSONReader, _ names: GraphNames, _ scope: TemplateScope
  ) throws(StepGraphFault) {
    self.init(
      assignments: try reader["set"].items().map { item throws(StepGraphFault) in
        Assignment(
          column: try names.column(item["column"]), value: try RuleExpression(item["value"], names))
      }, addTags: try reader["addTags"].strings(), removeTags: try reader["removeTags"].strings(),
      webhook: try reader["webhook"].optional { webhook throws(StepGraphFault) in
        Webhook(
          url: try webhook["url"].template(.url, scope),
          body: try webhook["body"].optionalTemplate(.text, scope))
      },
      notification: try reader["notify"].optional { notify throws(StepGraphFault) in
        Notification(
          to: try notify["to"].string(), message: try notify["message"].template(.text, scope))
      })
  }
}
