import LiquidTemplates
import Testing

@Suite("Exact decimals")
struct ExactDecimalArithmeticTests {
  private func decimal(_ coefficient: Int128, _ scale: UInt8) -> ExactDecimal {
    ExactDecimal(coefficient: coefficient, scale: scale)
  }

  @Test("add and subtract without rounding, and keep the larger scale")
  func sums() {
    #expect(decimal(1, 1).adding(decimal(2, 1)) == decimal(3, 1))
    #expect(decimal(1, 1).adding(decimal(20, 2))?.scale == 2)
    #expect(decimal(5, 0).subtracting(decimal(1, 30)) == decimal(5 * tenToThe(30) - 1, 30))
    #expect(decimal(.max, 0).adding(decimal(1, 0)) == nil)
    #expect(decimal(.max, 0).adding(decimal(1, 1)) == nil)
    #expect(decimal(.min, 0).subtracting(decimal(1, 0)) == nil)
    #expect(decimal(.min, 0).negated == nil)
  }

  @Test("multiply, and shorten only what would not fit")
  func products() {
    #expect(decimal(15, 1).multiplied(by: decimal(20, 1))?.scale == 2)
    #expect(decimal(15, 1).multiplied(by: decimal(20, 1)) == decimal(3, 0))
    #expect(decimal(100, 20).multiplied(by: decimal(100, 20)) == nil)
    #expect(decimal(tenToThe(20), 20).multiplied(by: decimal(5, 15)) == decimal(5, 15))
    #expect(decimal(.max, 0).multiplied(by: decimal(2, 0)) == nil)
  }

  @Test("divide exactly, or round half away from zero")
  func quotients() {
    #expect(decimal(1, 0).divided(by: decimal(8, 0)) == decimal(125, 3))
    #expect(decimal(1, 0).divided(by: decimal(3, 0), digits: 4) == decimal(3333, 4))
    #expect(decimal(2, 0).divided(by: decimal(3, 0), digits: 4) == decimal(6667, 4))
    #expect(decimal(-2, 0).divided(by: decimal(3, 0), digits: 4) == decimal(-6667, 4))
    #expect(decimal(1, 0).divided(by: decimal(-8, 0), digits: 2) == decimal(-13, 2))
    #expect(decimal(1, 30).divided(by: decimal(1, 0), digits: 2) == decimal(0, 0))
    #expect(decimal(1, 0).divided(by: decimal(0, 3)) == nil)
    #expect(decimal(.max, 0).divided(by: decimal(1, 0)) == nil)
    #expect(decimal(.min, 30).divided(by: decimal(-1, 0), digits: 30) == nil)
  }

  @Test("compare by value whatever the scales")
  func order() {
    #expect(decimal(10, 2) == decimal(1, 1))
    #expect(decimal(1, 30) > decimal(0, 0))
    #expect(decimal(-1, 30) < decimal(0, 0))
    #expect(decimal(.max, 0) > decimal(.max, 30))
    #expect(decimal(.min, 0) < decimal(.min, 30))
    #expect(decimal(-15, 1) < decimal(-14, 1))
    #expect(decimal(199, 2) < decimal(2, 0))
    #expect(!(decimal(200, 2) < decimal(2, 0)))
  }

  private func tenToThe(_ power: Int) -> Int128 {
    (0..<power).reduce(Int128(1)) { value, _ in value * 10 }
  }
}
