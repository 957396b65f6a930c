import CampaignRunner
import Testing

@Suite struct AddressSetTests {
  @Test func findsEveryRepeatAndNothingElse() {
    var set = AddressSet()
    func insert(_ text: String) -> Bool {
      set.insert(AddressSet.key(ofAddress: Array(text.utf8)[...]))
    }
    let count = 300_000
    #expect((0..<count).count { insert("user\($0)@a.example") } == count)
    #expect(set.count == count)
    #expect((0..<count).count { insert("USER\($0)@A.example") } == 0)
    #expect(set.count == count)
    // The first lines of all tables, a mebibyte, are there from the start.
    #expect(set.memory < count * 11 + 3 << 19)
  }

  @Test func copiesAreApart() {
    var set = AddressSet()
    let keys = (0..<200_000).map { AddressSet.key(ofID: Array("c\($0)".utf8)[...]) }
    for key in keys[..<150_000] { _ = set.insert(key) }
    var copy = set
    #expect(keys[150_000...].count { copy.insert($0) } == 50_000)
    #expect(set.count == 150_000)
    #expect(keys[150_000...].count { set.insert($0) } == 50_000)
    #expect(keys.count { copy.insert($0) } == 0)
  }

  @Test func idsAreComparedByteByByte() {
    var set = AddressSet()
    let ids = ["c1", "C1", "c1 ", "c10", "é", "e\u{301}", "C1"]
    let news = ids.map { set.insert(AddressSet.key(ofID: Array($0.utf8)[...])) }
    #expect(news == [true, true, true, true, true, true, false])
    #expect(set.count == 6)
  }
}

/// Expected values come from OpenSSL:
/// `openssl mac -macopt hexkey:000102030405060708090a0b0c0d0e0f -macopt size:16 SIPHASH`.
@Suite struct SipHash128Tests {
  @Test(
    arguments: [
      (0, 0xE6A8_25BA_047F_81A3, 0x9302_55C7_1472_F66D),
      (1, 0x44AF_996B_D8C1_87DA, 0x45FC_229B_1159_7634),
      (9, 0xABBA_D90A_0699_4426, 0xED71_6DBB_028B_7FC4),
    ] as [(Int, UInt64, UInt64)])
  func agreesWithOpenSSL(count: Int, low: UInt64, high: UInt64) {
    let bytes = (0..<count).map { UInt8($0) }
    let hash = bytes.withUnsafeBytes {
      SipHash128($0, key: (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908))
    }
    #expect(hash.low == low)
    #expect(hash.high == high)
  }
}
