def test_smoke(masterplan, people, signed_in):
    for who, person in people.items():
        response = signed_in(person).get(f"/masterplan/{masterplan.slug}/")
        print(who, response.status_code)
    response = signed_in(people["facilitator"]).get(f"/masterplan/{masterplan.slug}/tinjau/")
    print(response.content.decode()[-3000:])
