from monitor.show.adapter import session

context = session.here()
