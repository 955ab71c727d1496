/// Turns a record of a Jepsen history into fields; keys that are not known are passed over.
struct ClientEDNFields {
  private let symbols: TraceSymbols
  private let words = ClientVocabulary()

  init(symbols: TraceSymbols) { self.symbols = symbols }

  /// The fields of a map; nil where the value is none, or says no type.
  func fields(of value: EDNScanner.Value, _ bytes: Span<UInt8>) -> ClientFields? {
    guard case .map(_, let pairs) = value else { return nil }
    var fields = ClientFields()
    for pair in pairs {
      guard case .atom(let range, _) = pair.key, let key = words.keys.value(bytes, range)
      else { continue }
      take(key, pair.value, bytes, &fields)
    }
    return fields.type == nil ? nil : fields
  }

  private func take(
    _ key: ClientVocabulary.Key, _ value: EDNScanner.Value, _ bytes: Span<UInt8>, _ fields: inout ClientFields
  ) {
    switch key {
    case .type: fields.type = word(value, bytes, words.types)
    case .client:
      fields.client = name(value, bytes)
      // Clients are numbered; what has a name is a nemesis.
      fields.isNoClient = fields.client.map { UInt64(symbols[$0]) == nil } ?? true
    case .function:
      fields.hasFunction = true
      fields.action = Observed(word(value, bytes, words.actions))
    case .key: fields.key = Observed(name(value, bytes))
    case .value: fields.value = clientValue(value, bytes)
    case .expected: fields.expected = clientValue(value, bytes)
    case .time, .called, .returned, .isAcknowledged, .outcome, .index, .group: break
    }
  }

  private func word<Word>(
    _ value: EDNScanner.Value, _ bytes: Span<UInt8>, _ table: ByteKeyTable<Word>
  ) -> Word? {
    guard case .atom(let range, _) = value else { return nil }
    return table.value(bytes, range)
  }

  private func name(_ value: EDNScanner.Value, _ bytes: Span<UInt8>) -> NameID? {
    switch value {
    case .null: nil
    case .atom(let range, _), .vector(let range, _), .map(let range, _), .other(let range):
      symbols.name(bytes.extracting(range))
    }
  }

  private func clientValue(_ value: EDNScanner.Value, _ bytes: Span<UInt8>) -> ClientValue {
    switch value {
    case .null: return .nothing
    case .atom(let range, let isQuoted):
      // The quotation marks tell "3" from 3.
      let whole = isQuoted ? range.lowerBound - 1..<range.upperBound + 1 : range
      return .single(ClientValue.Text(bytes.extracting(whole), symbols))
    case .map(let range, _), .other(let range): return .single(ClientValue.Text(bytes.extracting(range), symbols))
    case .vector(let range, let parts):
      let text = ClientValue.Text(bytes.extracting(range), symbols)
      guard parts.count == 2 else { return .single(text) }
      return .pair(text, clientValue(parts[0], bytes), clientValue(parts[1], bytes))
    }
  }
}
