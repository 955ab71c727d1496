/// The vocabularies of the native format, made once per reader.
struct NativeVocabularies: Sendable {
  let eventKeys = EventKey.vocabulary
  let messageKeys = MessageKey.vocabulary
  let observationKeys = ObservationKey.vocabulary
  let entryKeys = EntryKey.vocabulary
  let configurationKeys = ConfigurationKey.vocabulary

  let events = NativeVocabulary(
    "the name of an event", EventName.allCases.map { ($0.rawValue, EventShape($0)) })
  let messages = NativeVocabulary(
    "the type of a message", MessageType.allCases.map { ($0.rawValue, MessageShape($0)) })
  let roles = NativeVocabulary("a role", Role.allCases.map { ($0.word, $0) })
  let actions = NativeVocabulary("an action", ClientOperation.Action.allCases.map { ($0.word, $0) })
  let outcomes = NativeVocabulary("an outcome", ClientOperation.Outcome.allCases.map { ($0.word, $0) })
}
